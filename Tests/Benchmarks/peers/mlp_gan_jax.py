"""A training step of the MLP GAN 2-128-128, batch 256, in JAX: jitted, and as a scan over steps."""
import time

import jax
import jax.numpy as jnp
import numpy as np

BATCH, STEPS = 256, 500


def initialise(key, widths):
    layers = []
    for inputs, outputs in zip(widths[:-1], widths[1:]):
        key, part = jax.random.split(key)
        layers.append((jax.random.normal(part, (inputs, outputs)) / np.sqrt(inputs), jnp.zeros(outputs)))
    return layers


def mlp(layers, x):
    for weight, bias in layers[:-1]:
        x = x @ weight + bias
        x = jnp.where(x > 0, x, 0.2 * x)
    weight, bias = layers[-1]
    return x @ weight + bias


def adam(parameters, gradients, first, second, step, rate=1e-3, beta1=0.5, beta2=0.999, epsilon=1e-8):
    first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, second, gradients)
    parameters = jax.tree.map(
        lambda p, m, v: p - rate * (m / (1 - beta1**step)) / (jnp.sqrt(v / (1 - beta2**step)) + epsilon),
        parameters, first, second)
    return parameters, first, second


def train_step(state, key):
    generator, discriminator, g1, g2, d1, d2, step = state
    step = step + 1
    modes, noise, z1, z2 = jax.random.split(key, 4)
    angle = jax.random.randint(modes, (BATCH,), 0, 8) * (2 * np.pi / 8)
    real = 2 * jnp.stack([jnp.cos(angle), jnp.sin(angle)], 1) + 0.1 * jax.random.normal(noise, (BATCH, 2))
    fake = mlp(generator, jax.random.normal(z1, (BATCH, 2)))
    d_loss, gradient = jax.value_and_grad(
        lambda d: jax.nn.softplus(-mlp(d, real)).mean() + jax.nn.softplus(mlp(d, fake)).mean())(discriminator)
    discriminator, d1, d2 = adam(discriminator, gradient, d1, d2, step)
    latents = jax.random.normal(z2, (BATCH, 2))
    g_loss, gradient = jax.value_and_grad(
        lambda g: jax.nn.softplus(-mlp(discriminator, mlp(g, latents))).mean())(generator)
    generator, g1, g2 = adam(generator, gradient, g1, g2, step)
    return (generator, discriminator, g1, g2, d1, d2, step), (d_loss, g_loss)


def main():
    key = jax.random.PRNGKey(0)
    generator, discriminator = initialise(key, [2, 128, 128, 2]), initialise(key, [2, 128, 128, 1])
    zeros = lambda tree: jax.tree.map(jnp.zeros_like, tree)
    state = (generator, discriminator, zeros(generator), zeros(generator), zeros(discriminator), zeros(discriminator), jnp.float32(0))
    keys = jax.random.split(key, STEPS)
    separate = list(keys)
    step = jax.jit(train_step)
    for k in separate[:50]:
        state, _ = step(state, k)
    jax.block_until_ready(state)
    start = time.perf_counter()
    for k in separate:
        state, _ = step(state, k)
    jax.block_until_ready(state)
    print(f"JAX jit\t{(time.perf_counter() - start) / STEPS * 1e3}")
    scan = jax.jit(lambda state, keys: jax.lax.scan(train_step, state, keys))
    jax.block_until_ready(scan(state, keys))
    start = time.perf_counter()
    jax.block_until_ready(scan(state, keys))
    print(f"JAX scan\t{(time.perf_counter() - start) / STEPS * 1e3}")


main()
