"""The Stripe sandbox, driven by the real SDK over HTTP, by a real browser, and by the people who'd break it."""
