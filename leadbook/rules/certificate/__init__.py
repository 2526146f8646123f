"""The certificate: whether every person gets their touches and their call, month by month, and why where not."""
