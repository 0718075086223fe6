"""The operations that dominate, in PyTorch. Prints `operation: side<TAB>milliseconds`. Forward passes run without recording."""
from torch_peer import IS_COMPILED, functional, normals, peer, torch


def time(name, function):
    run = torch.compile(function) if IS_COMPILED else function

    def calls(count):
        for _ in range(count):
            run()

    print(f"{name}: PyTorch {peer.options.variant}\t{peer.milliseconds(calls)}", flush=True)


for rows, inner, columns in [(256, 128, 128), (512, 512, 512), (64, 64, 3136)]:
    x, weight, bias = normals(rows, inner), normals(columns, inner), normals(columns)
    with torch.no_grad():
        time(f"product {rows}x{inner}x{columns} with bias and leaky ReLU", lambda: functional.leaky_relu(functional.linear(x, weight, bias), 0.2))

for channels in [32, 64]:
    for size, inputs, outputs in [(28, 1, channels), (14, channels, 2 * channels)]:
        shape = f"{size}x{size}x{inputs} to {outputs}, 4x4 by 2, batch 64"
        x = normals(64, inputs, size, size)
        weight = normals(outputs, inputs, 4, 4)
        slope = normals(64, outputs, size // 2, size // 2)
        with torch.no_grad():
            time(f"conv {shape}: forward", lambda: functional.conv2d(x, weight, None, 2, 1))
            backward = torch.ops.aten.convolution_backward
            settings = (None, [2, 2], [1, 1], [1, 1], False, [0, 0], 1)
            time(f"conv {shape}: input's gradient", lambda: backward(slope, x, weight, *settings, [True, False, False])[0])
            time(f"conv {shape}: filter's gradient", lambda: backward(slope, x, weight, *settings, [False, True, False])[1])

x = normals(64, 64, 14, 14).requires_grad_()
scale, shift, slope = torch.ones(64).requires_grad_(), torch.zeros(64).requires_grad_(), normals(64, 64, 14, 14)


def batch_norm():
    y = functional.batch_norm(x, None, None, scale, shift, True)
    return torch.autograd.grad(y, [x, scale, shift], slope)


time("batch norm 64x14x14x64: forward and backward", batch_norm)

parameter = torch.nn.Parameter(torch.randn(1_000_000))
parameter.grad = torch.randn(1_000_000)
optimizer = torch.optim.Adam([parameter], 1e-3, fused=True)
if not IS_COMPILED:
    time("Adam, 1 000 000 parameters", optimizer.step)
time("normals, 1 000 000", lambda: torch.randn(1_000_000))
