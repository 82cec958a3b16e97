"""Reports that people make of measures, keep, share and have sent to them."""
