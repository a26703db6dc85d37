"""`make release`: the wheel, the image and their bill of materials, the same bytes for the same commit."""
