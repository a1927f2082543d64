"""A small stand-in for Stripe: its HTTP API, its hosted Checkout page, its webhooks; test cards and no money."""
