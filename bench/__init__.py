"""What the product is measured with. Nothing here is shipped, and the product imports none of it."""
