"""A training step of CycleGAN on images of 16x16, batch 16: two generators with two residual blocks, two discriminators, least squares,
cycle consistency with weight 10, instance norm. Edges are padded with zeros."""
from jax_peer import Keys, adam, adam_state, apply_conv, apply_conv_transposed, conv, jax, jnp, leaky_relu, normalise, report

BATCH, C, CYCLE_WEIGHT = 16, 32, 10
real_a, real_b = (jnp.tanh(jax.random.normal(jax.random.PRNGKey(seed), (BATCH, 16, 16, 3))) for seed in (2, 3))


def instance_norm(x):
    return normalise(x, (1, 2))[0]


def residual(layers, x):
    y = jax.nn.relu(instance_norm(apply_conv(layers[0], x, 1, 1)))
    return x + instance_norm(apply_conv(layers[1], y, 1, 1))


def translate(g, x):
    x = jax.nn.relu(instance_norm(apply_conv(g["first"], x, 1, 1)))
    x = jax.nn.relu(instance_norm(apply_conv(g["down"], x, 2, 1)))
    for block in g["blocks"]:
        x = residual(block, x)
    x = jax.nn.relu(instance_norm(apply_conv_transposed(g["up"], x)))
    return jnp.tanh(apply_conv(g["last"], x, 1, 1))


def scores(d, x):
    x = leaky_relu(apply_conv(d["conv1"], x, 2, 1))
    x = leaky_relu(instance_norm(apply_conv(d["conv2"], x, 2, 1)))
    return apply_conv(d["conv3"], x, 1, 1)


def critics_loss(d, fake_a, fake_b):
    pairs = [("a", real_a, fake_a), ("b", real_b, fake_b)]
    return sum(0.5 * (jnp.square(scores(d[name], real) - 1).mean() + jnp.square(scores(d[name], fake)).mean()) for name, real, fake in pairs)


def translators_loss(g, d):
    fake_b, fake_a = translate(g["b"], real_a), translate(g["a"], real_b)
    adversarial = 0.5 * jnp.square(scores(d["a"], fake_a) - 1).mean() + 0.5 * jnp.square(scores(d["b"], fake_b) - 1).mean()
    cycle = jnp.abs(translate(g["a"], fake_b) - real_a).mean() + jnp.abs(translate(g["b"], fake_a) - real_b).mean()
    return adversarial + CYCLE_WEIGHT * cycle


def train_step(state, key):
    g, d, g_state, d_state = state
    fake_b, fake_a = translate(g["b"], real_a), translate(g["a"], real_b)
    d_loss, gradient = jax.value_and_grad(critics_loss)(d, fake_a, fake_b)
    d, d_state = adam(d, gradient, d_state)
    g_loss, gradient = jax.value_and_grad(translators_loss)(g, d)
    g, g_state = adam(g, gradient, g_state)
    return (g, d, g_state, d_state), (d_loss, g_loss)


keys = Keys(jax.random.PRNGKey(0))


def translator():
    return {
        "first": conv(keys, 3, 3, C, bias=False), "down": conv(keys, 4, C, 2 * C, bias=False),
        "blocks": [[conv(keys, 3, 2 * C, 2 * C, bias=False) for _ in range(2)] for _ in range(2)],
        "up": conv(keys, 4, 2 * C, C, bias=False), "last": conv(keys, 3, C, 3)}


def critic():
    return {"conv1": conv(keys, 4, 3, C), "conv2": conv(keys, 4, C, 2 * C, bias=False), "conv3": conv(keys, 3, 2 * C, 1)}


translators, critics = {"a": translator(), "b": translator()}, {"a": critic(), "b": critic()}
report(train_step, (translators, critics, adam_state(translators), adam_state(critics)))
