"""A small stand-in for Stripe: its HTTP API, its hosted Checkout page and its webhooks, with test cards and no money."""
