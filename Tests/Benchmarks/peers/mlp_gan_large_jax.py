"""A training step of a wide MLP GAN: generator 64-512-512-64, discriminator 64-512-512-1, batch 512."""
from jax_peer import Keys, adam, adam_state, apply_mlp, jax, mlp, report, softplus

BATCH = 512
real = jax.random.normal(jax.random.PRNGKey(2), (BATCH, 64))


def train_step(state, key):
    generator, discriminator, g_state, d_state = state
    z1, z2 = jax.random.split(key)
    fake = apply_mlp(generator, jax.random.normal(z1, (BATCH, 64)))
    d_loss, gradient = jax.value_and_grad(
        lambda d: softplus(-apply_mlp(d, real)).mean() + softplus(apply_mlp(d, fake)).mean())(discriminator)
    discriminator, d_state = adam(discriminator, gradient, d_state)
    latents = jax.random.normal(z2, (BATCH, 64))
    g_loss, gradient = jax.value_and_grad(lambda g: softplus(-apply_mlp(discriminator, apply_mlp(g, latents))).mean())(generator)
    generator, g_state = adam(generator, gradient, g_state)
    return (generator, discriminator, g_state, d_state), (d_loss, g_loss)


keys = Keys(jax.random.PRNGKey(0))
generator, discriminator = mlp(keys, 64, 512, 512, 64), mlp(keys, 64, 512, 512, 1)
report(train_step, (generator, discriminator, adam_state(generator), adam_state(discriminator)))
