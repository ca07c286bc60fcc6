"""承办: 签收, plans, 改派 and 延期 – what a unit does besides reporting."""
