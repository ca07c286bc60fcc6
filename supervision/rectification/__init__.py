"""整改 and 移送: ordered, promised, checked – and handed over where it is grave (R3d)."""
