"""Who is it, may they, and how often: sessions, the policy registry, the event middleware, headers, rate limits.

The composition root calls `installing.install(app)`; rooms use `policy.allow`, `acting.acting` and `throttle.limit`.
"""
