"""A training step of DCGAN on images of 28x28: c and 2c channels (`--channels`), batch 64."""
from jax_peer import (
    Keys, adam, adam_state, apply_conv, apply_conv_transposed, apply_dense, batch_norm, conv, dense, jax, jnp, leaky_relu, norm, peer, report,
    running, softplus)

BATCH, LATENT, C = 64, 64, peer.options.channels
real = jnp.tanh(jax.random.normal(jax.random.PRNGKey(2), (BATCH, 28, 28, 1)))


def generate(g, statistics, latents):
    x = apply_dense(g["dense"], latents).reshape(-1, 7, 7, 2 * C)
    x, first = batch_norm(g["norm1"], statistics["norm1"], x)
    x, second = batch_norm(g["norm2"], statistics["norm2"], apply_conv_transposed(g["conv1"], jax.nn.relu(x)))
    return jnp.tanh(apply_conv_transposed(g["conv2"], jax.nn.relu(x))), {"norm1": first, "norm2": second}


def logits(d, statistics, x):
    x = leaky_relu(apply_conv(d["conv1"], x, 2, 1))
    x, moved = batch_norm(d["norm"], statistics, apply_conv(d["conv2"], x, 2, 1))
    return apply_dense(d["dense"], leaky_relu(x).reshape(len(x), -1)), moved


def d_loss(d, statistics, fake):
    of_real, statistics = logits(d, statistics, real)
    of_fake, statistics = logits(d, statistics, fake)
    return softplus(-of_real).mean() + softplus(of_fake).mean(), statistics


def g_loss(g, g_statistics, d, d_statistics, latents):
    fake, g_statistics = generate(g, g_statistics, latents)
    of_fake, d_statistics = logits(d, d_statistics, fake)
    return softplus(-of_fake).mean(), (g_statistics, d_statistics)


def train_step(state, key):
    g, d, g_statistics, d_statistics, g_state, d_state = state
    z1, z2 = jax.random.split(key)
    fake, g_statistics = generate(g, g_statistics, jax.random.normal(z1, (BATCH, LATENT)))
    (loss1, d_statistics), gradient = jax.value_and_grad(d_loss, has_aux=True)(d, d_statistics, fake)
    d, d_state = adam(d, gradient, d_state)
    latents = jax.random.normal(z2, (BATCH, LATENT))
    (loss2, (g_statistics, d_statistics)), gradient = jax.value_and_grad(g_loss, has_aux=True)(g, g_statistics, d, d_statistics, latents)
    g, g_state = adam(g, gradient, g_state)
    return (g, d, g_statistics, d_statistics, g_state, d_state), (loss1, loss2)


keys = Keys(jax.random.PRNGKey(0))
generator = {
    "dense": dense(keys, LATENT, 7 * 7 * 2 * C), "norm1": norm(2 * C), "conv1": conv(keys, 4, 2 * C, C, bias=False), "norm2": norm(C),
    "conv2": conv(keys, 4, C, 1)}
discriminator = {
    "conv1": conv(keys, 4, 1, C), "conv2": conv(keys, 4, C, 2 * C, bias=False), "norm": norm(2 * C), "dense": dense(keys, 7 * 7 * 2 * C, 1)}
statistics = {"norm1": running(2 * C), "norm2": running(C)}
report(train_step, (generator, discriminator, statistics, running(2 * C), adam_state(generator), adam_state(discriminator)))
