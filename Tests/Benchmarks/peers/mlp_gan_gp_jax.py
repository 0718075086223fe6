"""A training step of WGAN-GP on the ring of eight modes: both networks 2-128-128, batch 256, one critic step for each generator step."""
from jax_peer import Keys, adam, adam_state, apply_mlp, jax, jnp, mlp, report, ring

BATCH, PENALTY_WEIGHT = 256, 0.1


def critic_loss(critic, real, fake, interpolates):
    slope = jax.grad(lambda x: apply_mlp(critic, x).sum())(interpolates)
    norm = jnp.sqrt(jnp.square(slope).sum(1) + 1e-12)
    return apply_mlp(critic, fake).mean() - apply_mlp(critic, real).mean() + PENALTY_WEIGHT * jnp.square(norm - 1).mean()


def train_step(state, key):
    generator, critic, g_state, c_state = state
    points, mixing, z1, z2 = jax.random.split(key, 4)
    real = ring(points, BATCH)
    fake = apply_mlp(generator, jax.random.normal(z1, (BATCH, 2)))
    interpolates = fake + jax.random.uniform(mixing, (BATCH, 1)) * (real - fake)
    c_loss, gradient = jax.value_and_grad(critic_loss)(critic, real, fake, interpolates)
    critic, c_state = adam(critic, gradient, c_state, rate=1e-4)
    latents = jax.random.normal(z2, (BATCH, 2))
    g_loss, gradient = jax.value_and_grad(lambda g: -apply_mlp(critic, apply_mlp(g, latents)).mean())(generator)
    generator, g_state = adam(generator, gradient, g_state, rate=1e-4)
    return (generator, critic, g_state, c_state), (c_loss, g_loss)


keys = Keys(jax.random.PRNGKey(0))
generator, critic = mlp(keys, 2, 128, 128, 2), mlp(keys, 2, 128, 128, 1)
report(train_step, (generator, critic, adam_state(generator), adam_state(critic)), scan_length=128)
