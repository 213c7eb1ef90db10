"""The Graph API, as Facebook and Instagram share it. May not know what a Page or an Instagram account is."""
