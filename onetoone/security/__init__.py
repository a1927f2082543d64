"""Who is it, may they, and how often: sessions, the policy registry, the event middleware, headers, rate limits."""
