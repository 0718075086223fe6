"""A training step of StyleGAN2 on images of 16x16, batch 32, 32 and 64 channels: mapping of four layers, modulated convolutions with
demodulation, skip generator, residual discriminator, R1 and path length in every step, equalised learning rates."""
import math

from jax_peer import Keys, adam, adam_state, jax, jnp, leaky_relu, report, softplus

BATCH, LATENT, R1_WEIGHT, PATH_WEIGHT, DECAY = 32, 64, 10, 2, 0.01
AXES = ("NHWC", "HWIO", "NHWC")
real = jnp.tanh(jax.random.normal(jax.random.PRNGKey(2), (BATCH, 16, 16, 3)))


def along(axis, function, x):
    """`function` of a padded axis, one axis after the other: XLA adds shifted slices far faster than it filters each channel alone."""
    return jnp.moveaxis(function(jnp.moveaxis(x, axis, 0)), 0, axis)


def padded(x, count):
    return jnp.pad(x, [(count, count)] + [(0, 0)] * (x.ndim - 1))


def blur(x, padding):
    """The filter [1, 3, 3, 1] / 8 in both directions."""
    def one(x):
        x = padded(x, padding)
        return (x[:-3] + 3 * x[1:-2] + 3 * x[2:-1] + x[3:]) / 8
    return along(2, one, along(1, one, x))


def downsample(x):
    def one(x):
        x = padded(x, 1)
        return (x[:-3:2] + 3 * x[1:-2:2] + 3 * x[2:-1:2] + x[3::2]) / 8
    return along(2, one, along(1, one, x))


def upsample(x):
    def one(x):
        y = padded(x, 1)
        pairs = jnp.stack([(y[:-2] + 3 * x) / 4, (3 * x + y[2:]) / 4], 1)
        return pairs.reshape(2 * len(x), *x.shape[1:])
    return along(2, one, along(1, one, x))


def convolve(x, weight, padding, up=1, stride=1):
    return jax.lax.conv_general_dilated(x, weight, (stride, stride), [(padding, padding)] * 2, (up, up), dimension_numbers=AXES)


def make_dense(keys, inputs, outputs, multiplier=1.0, bias=0.0):
    return {"w": jax.random.normal(keys(), (inputs, outputs)) / multiplier, "b": jnp.full(outputs, bias)}


def dense(layer, x, gain=math.sqrt(2), multiplier=1.0):
    return x @ (layer["w"] * (gain * multiplier / math.sqrt(layer["w"].shape[0]))) + layer["b"] * multiplier


def make_conv(keys, inputs, outputs, kernel, bias=True):
    layer = {"w": jax.random.normal(keys(), (kernel, kernel, inputs, outputs))}
    return layer | {"b": jnp.zeros(outputs)} if bias else layer


def conv(layer, x, gain=math.sqrt(2), stride=1):
    kernel, _, inputs, _ = layer["w"].shape
    y = convolve(x, layer["w"] * (gain / math.sqrt(inputs * kernel * kernel)), kernel // 2 if stride == 1 else 0, stride=stride)
    return y + layer["b"] if "b" in layer else y


def make_modulated(keys, inputs, outputs, kernel=3):
    return {"w": jax.random.normal(keys(), (kernel, kernel, inputs, outputs)), "style": make_dense(keys, LATENT, inputs, bias=1.0)}


def modulated(layer, x, w, up=False, demodulate=True):
    kernel, _, inputs, _ = layer["w"].shape
    style, weight = dense(layer["style"], w, gain=1), layer["w"] / math.sqrt(inputs * kernel * kernel)
    x = x * style[:, None, None, :]
    x = 4 * blur(convolve(x, weight, kernel - 1, up=2), 1) if up else convolve(x, weight, kernel // 2)
    if not demodulate:
        return x
    return x * jax.lax.rsqrt(jnp.square(style) @ jnp.square(weight).sum((0, 1)) + 1e-8)[:, None, None, :]


def make_styled(keys, inputs, outputs):
    return {"conv": make_modulated(keys, inputs, outputs), "strength": jnp.zeros(1), "b": jnp.zeros(outputs)}


def styled(layer, x, w, key, up=False):
    x = modulated(layer["conv"], x, w, up)
    return leaky_relu(x + jax.random.normal(key, (*x.shape[:3], 1)) * layer["strength"] + layer["b"]) * math.sqrt(2)


def colours(layer, x, w):
    return modulated(layer["conv"], x, w, demodulate=False) + layer["b"]


def map_latents(g, z):
    w = z * jax.lax.rsqrt(jnp.square(z).mean(1, keepdims=True) + 1e-8)
    for layer in g["mapping"]:
        w = leaky_relu(dense(layer, w, multiplier=0.01))
    return w


def synthesise(g, w, key):
    keys = jax.random.split(key, 5)
    x = jnp.broadcast_to(g["constant"], (len(w), *g["constant"].shape[1:]))
    x = styled(g["layers"][0], x, w, keys[0])
    image = colours(g["colours"][0], x, w)
    for index in (1, 2):
        x = styled(g["layers"][2 * index - 1], x, w, keys[2 * index - 1], up=True)
        x = styled(g["layers"][2 * index], x, w, keys[2 * index])
        image = upsample(image) + colours(g["colours"][index], x, w)
    return image


def block(layers, x):
    y = leaky_relu(conv(layers["conv1"], x, gain=1)) * math.sqrt(2)
    y = leaky_relu(conv(layers["conv2"], blur(y, 2), gain=1, stride=2))
    return y + conv(layers["skip"], downsample(x), gain=1) * math.sqrt(0.5)


def with_deviation(x):
    groups = x.reshape(4, len(x) // 4, *x.shape[1:])
    deviation = jnp.sqrt(jnp.square(groups - groups.mean(0)).mean(0) + 1e-8).mean((1, 2, 3))
    return jnp.concatenate([x, jnp.broadcast_to(jnp.tile(deviation, 4)[:, None, None, None], (*x.shape[:3], 1))], 3)


def logits(d, x):
    x = block(d["block2"], block(d["block1"], leaky_relu(conv(d["first"], x))))
    x = leaky_relu(conv(d["conv"], with_deviation(x)))
    return dense(d["last"], leaky_relu(dense(d["dense"], x.reshape(len(x), -1))), gain=1)


def d_loss(d, fake):
    # The logits that R1 differentiates are those of the loss: one pass forward gives both.
    real_logits, back = jax.vjp(lambda x: logits(d, x), real)
    (slope,) = back(jnp.ones_like(real_logits))
    r1 = jnp.square(slope).sum((1, 2, 3)).mean() * (R1_WEIGHT / 2)
    return softplus(-real_logits).mean() + softplus(logits(d, fake)).mean() + r1


def path_length(g, mean_length, z, key):
    part, drawn = jax.random.split(key)
    w = map_latents(g, z)
    noise = jax.random.normal(drawn, (len(z), 16, 16, 3)) / 16
    slope = jax.grad(lambda w: (synthesise(g, w, part) * noise).sum())(w)
    lengths = jnp.sqrt(jnp.square(slope).sum(1))
    mean_length = mean_length + DECAY * (jax.lax.stop_gradient(lengths).mean() - mean_length)
    return jnp.square(lengths - mean_length).mean() * PATH_WEIGHT, mean_length


def g_loss(g, d, mean_length, z1, z2, key):
    part, rest = jax.random.split(key)
    penalty, mean_length = path_length(g, mean_length, z2, rest)
    return softplus(-logits(d, synthesise(g, map_latents(g, z1), part))).mean() + penalty, mean_length


def train_step(state, key):
    g, d, mean_length, g_state, d_state = state
    z, z1, z2, noise1, noise2 = jax.random.split(key, 5)
    fake = synthesise(g, map_latents(g, jax.random.normal(z, (BATCH, LATENT))), noise1)
    loss1, gradient = jax.value_and_grad(d_loss)(d, fake)
    d, d_state = adam(d, gradient, d_state, rate=2e-3, beta1=0.0, beta2=0.99)
    z1, z2 = jax.random.normal(z1, (BATCH, LATENT)), jax.random.normal(z2, (BATCH // 2, LATENT))
    (loss2, mean_length), gradient = jax.value_and_grad(g_loss, has_aux=True)(g, d, mean_length, z1, z2, noise2)
    g, g_state = adam(g, gradient, g_state, rate=2e-3, beta1=0.0, beta2=0.99)
    return (g, d, mean_length, g_state, d_state), (loss1, loss2)


keys = Keys(jax.random.PRNGKey(0))


def make_colours(inputs):
    return {"conv": make_modulated(keys, inputs, 3, kernel=1), "b": jnp.zeros(3)}


def make_block(inputs, outputs):
    return {"conv1": make_conv(keys, inputs, inputs, 3), "conv2": make_conv(keys, inputs, outputs, 3), "skip": make_conv(keys, inputs, outputs, 1, bias=False)}


generator = {
    "mapping": [make_dense(keys, LATENT, LATENT, multiplier=0.01) for _ in range(4)], "constant": jax.random.normal(keys(), (1, 4, 4, 64)),
    "layers": [make_styled(keys, inputs, outputs) for inputs, outputs in [(64, 64), (64, 64), (64, 64), (64, 32), (32, 32)]],
    "colours": [make_colours(64), make_colours(64), make_colours(32)]}
discriminator = {
    "first": make_conv(keys, 3, 32, 1), "block1": make_block(32, 64), "block2": make_block(64, 64), "conv": make_conv(keys, 65, 64, 3),
    "dense": make_dense(keys, 4 * 4 * 64, 64), "last": make_dense(keys, 64, 1)}
report(train_step, (generator, discriminator, jnp.zeros(()), adam_state(generator), adam_state(discriminator)))
