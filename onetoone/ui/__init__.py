"""The look of the product: tokens, shell and basic components. Knows no business words."""
