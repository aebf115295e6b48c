"""Example content: invented offers of invented providers, and all pages of the portal in words.

The words stand as TOML files in `content/`; the modules here read, check and load them. What is loaded
already stays as it is, so loading twice changes nothing.
"""

SOURCE = "demo"
