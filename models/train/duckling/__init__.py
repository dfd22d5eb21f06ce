"""How duckling, the small embedded diffusion cascade, is made."""
