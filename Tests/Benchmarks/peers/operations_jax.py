"""The operations that dominate, in JAX, jitted. Prints `operation: side<TAB>milliseconds`."""
from jax_peer import adam, adam_state, jax, jnp, leaky_relu, normalise, peer

key = jax.random.PRNGKey(0)


def normals(*shape):
    global key
    key, part = jax.random.split(key)
    return jax.random.normal(part, shape)


def time(name, function, *inputs):
    run = jax.jit(function)

    def calls(count):
        for _ in range(count):
            result = run(*inputs)
        jax.block_until_ready(result)

    print(f"{name}: JAX {peer.options.variant}\t{peer.milliseconds(calls)}", flush=True)


def convolve(x, weight):
    return jax.lax.conv_general_dilated(x, weight, (2, 2), [(1, 1)] * 2, dimension_numbers=("NHWC", "HWIO", "NHWC"))


for rows, inner, columns in [(256, 128, 128), (512, 512, 512), (64, 64, 3136)]:
    time(f"product {rows}x{inner}x{columns} with bias and leaky ReLU", lambda x, w, b: leaky_relu(x @ w + b),
         normals(rows, inner), normals(inner, columns), normals(columns))

for channels in [32, 64]:
    for size, inputs, outputs in [(28, 1, channels), (14, channels, 2 * channels)]:
        shape = f"{size}x{size}x{inputs} to {outputs}, 4x4 by 2, batch 64"
        x, weight = normals(64, size, size, inputs), normals(4, 4, inputs, outputs)
        slope = normals(64, size // 2, size // 2, outputs)
        time(f"conv {shape}: forward", convolve, x, weight)
        # The pass forward is dead code in both, and XLA drops it.
        time(f"conv {shape}: input's gradient", lambda x, w, s: jax.vjp(lambda x: convolve(x, w), x)[1](s), x, weight, slope)
        time(f"conv {shape}: filter's gradient", lambda x, w, s: jax.vjp(lambda w: convolve(x, w), w)[1](s), x, weight, slope)


def batch_norm(x, scale, shift, slope):
    function = lambda x, scale, shift: normalise(x, (0, 1, 2))[0] * scale + shift
    return jax.vjp(function, x, scale, shift)[1](slope)


time("batch norm 64x14x14x64: forward and backward", batch_norm, normals(64, 14, 14, 64), jnp.ones(64), jnp.zeros(64), normals(64, 14, 14, 64))
parameter = normals(1_000_000)
time("Adam, 1 000 000 parameters", lambda p, g, s: adam(p, g, s), parameter, normals(1_000_000), adam_state(parameter))
time("normals, 1 000 000", lambda key: jax.random.normal(key, (1_000_000,)), key)
