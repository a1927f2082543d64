"""HTTP beside Reflex: sign-in, Stripe's webhook, media signalling, health."""
