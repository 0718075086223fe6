// Adversarial
