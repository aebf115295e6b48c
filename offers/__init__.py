"""The domain: offers, who provides them, where and when they take place, whom they serve."""
