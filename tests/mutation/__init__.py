"""Changes the gate and the charge rule, one operator or number at a time, and sees whether a test notices."""
