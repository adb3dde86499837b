"""Training and measuring the classifier; runs in Rasa's environment, which has torch and scikit-learn."""
