"""How a municipality looks: its design tokens and its logo, checked and made ours."""
