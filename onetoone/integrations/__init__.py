"""The only doors to vendors: Stripe and the media nodes."""
