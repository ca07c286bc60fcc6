"""Who is who, and successors."""
