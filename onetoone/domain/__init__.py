"""What the product knows without a database, a browser or a vendor: pure Python."""
