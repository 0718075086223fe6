"""A training step of an MLP GAN on the ring of eight modes: both networks 2-128-128, batch 256."""
from jax_peer import Keys, adam, adam_state, apply_mlp, jax, mlp, report, ring, softplus

BATCH = 256


def train_step(state, key):
    generator, discriminator, g_state, d_state = state
    points, z1, z2 = jax.random.split(key, 3)
    real = ring(points, BATCH)
    fake = apply_mlp(generator, jax.random.normal(z1, (BATCH, 2)))
    d_loss, gradient = jax.value_and_grad(
        lambda d: softplus(-apply_mlp(d, real)).mean() + softplus(apply_mlp(d, fake)).mean())(discriminator)
    discriminator, d_state = adam(discriminator, gradient, d_state, rate=1e-3)
    latents = jax.random.normal(z2, (BATCH, 2))
    g_loss, gradient = jax.value_and_grad(lambda g: softplus(-apply_mlp(discriminator, apply_mlp(g, latents))).mean())(generator)
    generator, g_state = adam(generator, gradient, g_state, rate=1e-3)
    return (generator, discriminator, g_state, d_state), (d_loss, g_loss)


keys = Keys(jax.random.PRNGKey(0))
generator, discriminator = mlp(keys, 2, 128, 128, 2), mlp(keys, 2, 128, 128, 1)
report(train_step, (generator, discriminator, adam_state(generator), adam_state(discriminator)), scan_length=128)
