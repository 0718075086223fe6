"""A training step of SAGAN on images of 16x16: spectral norm in both networks, attention at 8x8, hinge losses, batch 64."""
from jax_peer import (
    Keys, adam, adam_state, batch_norm, conv, dense, jax, jnp, leaky_relu, norm, report, running, spectral_state, spectrally)

BATCH, LATENT = 64, 128
real = jnp.tanh(jax.random.normal(jax.random.PRNGKey(2), (BATCH, 16, 16, 3)))


def attention(layers, us, x):
    """As released: queries and keys of C/8 channels, values of C/2, keys and values pooled."""
    moved = {}
    def apply(name, x):
        y, moved[name] = spectrally(layers[name], us[name], x)
        return y
    def pooled(x):
        return x.reshape(len(x), 4, 2, 4, 2, -1).max((2, 4)).reshape(len(x), 16, -1)
    batch, height, width, channels = x.shape
    query = apply("query", x).reshape(batch, height * width, -1)
    key, value = pooled(apply("key", x)), pooled(apply("value", x))
    weights = jax.nn.softmax(query @ key.transpose(0, 2, 1), axis=2)
    mixed = (weights @ value).reshape(batch, height, width, channels // 2)
    return x + layers["gain"] * apply("output", mixed), moved


def upsampled(x):
    return x.repeat(2, axis=1).repeat(2, axis=2)


def generate(g, state, latents):
    us, statistics = state
    new_us, new_statistics = {}, {}
    def apply(name, x, **settings):
        y, new_us[name] = spectrally(g[name], us[name], x, **settings)
        return y
    def normalised(name, x):
        y, new_statistics[name] = batch_norm(g[name], statistics[name], x)
        return jax.nn.relu(y)
    x = normalised("norm1", apply("dense", latents).reshape(-1, 4, 4, 128))
    x = normalised("norm2", apply("conv1", upsampled(x), padding=1))
    x, new_us["attention"] = attention(g["attention"], us["attention"], x)
    x = normalised("norm3", apply("conv2", upsampled(x), padding=1))
    return jnp.tanh(apply("conv3", x, padding=1)), (new_us, new_statistics)


def scores(d, us, x):
    new = {}
    def apply(name, x, **settings):
        y, new[name] = spectrally(d[name], us[name], x, **settings)
        return y
    x = leaky_relu(apply("conv1", x, stride=2, padding=1))
    x, new["attention"] = attention(d["attention"], us["attention"], x)
    x = leaky_relu(apply("conv2", x, stride=2, padding=1))
    return apply("dense", x.reshape(len(x), -1)), new


def d_loss(d, us, fake):
    of_real, us = scores(d, us, real)
    of_fake, us = scores(d, us, fake)
    return jax.nn.relu(1 - of_real).mean() + jax.nn.relu(1 + of_fake).mean(), us


def g_loss(g, g_state, d, us, latents):
    fake, g_state = generate(g, g_state, latents)
    of_fake, us = scores(d, us, fake)
    return -of_fake.mean(), (g_state, us)


def train_step(state, key):
    g, d, g_buffers, d_buffers, g_state, d_state = state
    z1, z2 = jax.random.split(key)
    fake, g_buffers = generate(g, g_buffers, jax.random.normal(z1, (BATCH, LATENT)))
    (loss1, d_buffers), gradient = jax.value_and_grad(d_loss, has_aux=True)(d, d_buffers, fake)
    d, d_state = adam(d, gradient, d_state, rate=4e-4, beta1=0.0, beta2=0.9)
    latents = jax.random.normal(z2, (BATCH, LATENT))
    (loss2, (g_buffers, d_buffers)), gradient = jax.value_and_grad(g_loss, has_aux=True)(g, g_buffers, d, d_buffers, latents)
    g, g_state = adam(g, gradient, g_state, rate=1e-4, beta1=0.0, beta2=0.9)
    return (g, d, g_buffers, d_buffers, g_state, d_state), (loss1, loss2)


keys = Keys(jax.random.PRNGKey(0))


def attention_layers():
    sizes = {"query": (64, 8), "key": (64, 8), "value": (64, 32), "output": (32, 64)}
    return {name: conv(keys, 1, *size, bias=False) for name, size in sizes.items()} | {"gain": jnp.zeros(())}


generator = {
    "dense": dense(keys, LATENT, 4 * 4 * 128), "norm1": norm(128), "conv1": conv(keys, 3, 128, 64, bias=False), "norm2": norm(64),
    "attention": attention_layers(), "conv2": conv(keys, 3, 64, 32, bias=False), "norm3": norm(32), "conv3": conv(keys, 3, 32, 3)}
discriminator = {
    "conv1": conv(keys, 4, 3, 64), "attention": attention_layers(), "conv2": conv(keys, 4, 64, 128), "dense": dense(keys, 4 * 4 * 128, 1)}
statistics = {"norm1": running(128), "norm2": running(64), "norm3": running(32)}
state = (generator, discriminator, (spectral_state(keys, generator), statistics), spectral_state(keys, discriminator),
         adam_state(generator), adam_state(discriminator))
report(train_step, state)
