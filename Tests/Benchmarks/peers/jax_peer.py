"""JAX's half of what the peers share. Variants: `jit`, a call for each step, and `scan`, many steps in one call. Images are NHWC."""
import peer  # first: it chooses the processors
import jax
import jax.numpy as jnp
import numpy as np

start = peer.peak()
softplus = jax.nn.softplus


def glorot(key, shape, fan):
    return jax.random.normal(key, shape) / np.sqrt(fan)


class Keys:
    """As many keys as are asked for."""

    def __init__(self, key):
        self.key = key

    def __call__(self):
        self.key, part = jax.random.split(self.key)
        return part


def dense(keys, inputs, outputs):
    return {"w": glorot(keys(), (inputs, outputs), inputs), "b": jnp.zeros(outputs)}


def conv(keys, size, inputs, outputs, bias=True):
    layer = {"w": glorot(keys(), (size, size, inputs, outputs), size * size * inputs)}
    return layer | {"b": jnp.zeros(outputs)} if bias else layer


def norm(channels):
    return {"scale": jnp.ones(channels), "shift": jnp.zeros(channels)}


def apply_dense(layer, x):
    return x @ layer["w"] + layer["b"]


def apply_conv(layer, x, stride=1, padding=0):
    y = jax.lax.conv_general_dilated(x, layer["w"], (stride, stride), [(padding, padding)] * 2, dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return y + layer["b"] if "b" in layer else y


def apply_conv_transposed(layer, x, stride=2, padding=1):
    """The transpose of a convolution, as PyTorch has it: (n - 1) stride - 2 padding + size outputs."""
    around = layer["w"].shape[0] - 1 - padding
    y = jax.lax.conv_general_dilated(x, layer["w"], (1, 1), [(around, around)] * 2, (stride, stride), dimension_numbers=("NHWC", "HWIO", "NHWC"))
    return y + layer["b"] if "b" in layer else y


def leaky_relu(x, slope=0.2):
    return jnp.where(x > 0, x, slope * x)


def normalise(x, axes, epsilon=1e-5):
    mean = x.mean(axes, keepdims=True)
    variance = jnp.square(x - mean).mean(axes, keepdims=True)
    return (x - mean) * jax.lax.rsqrt(variance + epsilon), mean, variance


def batch_norm(layer, statistics, x, momentum=0.1):
    """The normalised batch, and the running statistics moved toward the batch's."""
    y, mean, variance = normalise(x, (0, 1, 2))
    count = x.size / x.shape[-1]
    mean, variance = mean.reshape(-1), variance.reshape(-1) * (count / (count - 1))
    moved = {"mean": (1 - momentum) * statistics["mean"] + momentum * mean, "variance": (1 - momentum) * statistics["variance"] + momentum * variance}
    return y * layer["scale"] + layer["shift"], jax.lax.stop_gradient(moved)


def spectral_state(keys, layers):
    """u for each layer that has weights."""
    if "w" in layers:
        u = jax.random.normal(keys(), (layers["w"].shape[-1],))
        return u / jnp.linalg.norm(u)
    return {name: spectral_state(keys, layer) for name, layer in layers.items() if isinstance(layer, dict) and "scale" not in layer}


def spectrally(layer, u, x, stride=1, padding=0):
    """The layer with its weight divided by its largest singular value, after one power iteration; and the new u."""
    matrix = layer["w"].reshape(-1, layer["w"].shape[-1])
    fixed = jax.lax.stop_gradient(matrix)
    unit = lambda v: v / jnp.maximum(jnp.linalg.norm(v), 1e-12)
    v = unit(fixed @ u)
    u = unit(v @ fixed)
    divided = layer | {"w": layer["w"] / (v @ matrix @ u)}
    return (apply_dense(divided, x) if x.ndim == 2 else apply_conv(divided, x, stride, padding)), u


def running(channels):
    return {"mean": jnp.zeros(channels), "variance": jnp.ones(channels)}


def mlp(keys, *widths):
    return [dense(keys, inputs, outputs) for inputs, outputs in zip(widths[:-1], widths[1:])]


def apply_mlp(layers, x):
    for layer in layers[:-1]:
        x = leaky_relu(apply_dense(layer, x))
    return apply_dense(layers[-1], x)


def ring(key, count):
    """Points of the ring of eight modes with radius 2 and deviation 0.1."""
    modes, noise = jax.random.split(key)
    angle = jax.random.randint(modes, (count,), 0, 8) * (2 * np.pi / 8)
    return 2 * jnp.stack([jnp.cos(angle), jnp.sin(angle)], 1) + 0.1 * jax.random.normal(noise, (count, 2))


def adam_state(parameters):
    zeros = lambda: jax.tree.map(jnp.zeros_like, parameters)
    return zeros(), zeros(), jnp.float32(0)


def adam(parameters, gradients, state, rate=2e-4, beta1=0.5, beta2=0.999, epsilon=1e-8):
    first, second, step = state
    step = step + 1
    first = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, first, gradients)
    second = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, second, gradients)
    rate, correction = rate / (1 - beta1**step), 1 / (1 - beta2**step)
    parameters = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v * correction) + epsilon), parameters, first, second)
    return parameters, (first, second, step)


def report(train_step, state, scan_length=8):
    """`train_step(state, key)` gives the next state and the losses."""
    keys = jax.random.split(jax.random.PRNGKey(1), scan_length)
    separate = list(keys)
    # The state's memory is handed on to the next state.
    one = jax.jit(train_step, donate_argnums=0)
    many = jax.jit(lambda state, keys: jax.lax.scan(train_step, state, keys), donate_argnums=0)
    is_scan = peer.options.variant == "scan"

    def calls(count):
        nonlocal state
        for index in range(count):
            state, _ = many(state, keys) if is_scan else one(state, separate[index % scan_length])
        jax.block_until_ready(state)

    peer.report("JAX", calls, start, steps_in_a_call=scan_length if is_scan else 1)
