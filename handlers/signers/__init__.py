"""Those who sign: who stands in for them, who reminds them, and what they change."""
