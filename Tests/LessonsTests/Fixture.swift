import Lessons

/// A whole lesson with everything that the format knows.
enum Fixture {
  static let file = "Lessons/02-two-coins.md"

  static let text = #"""
    ---
    title: Two coins
    summary: A discriminator for two coins, and what it converges to.
    minutes: 5
    after: [welcome, generator]
    dataset: coins
    seed: 7
    quick: {steps: 30, rate: 0.5}
    sources:
      - {title: "Generative Adversarial Networks", authors: "Goodfellow et al. 2014", arxiv: 1406.2661}
      - {title: "Generative adversarial networks", authors: "Goodfellow et al. 2020", doi: 10.1145/3422622}
    ---

    # Two coins

    Who can tell a *fair* coin from one that shows heads with probability $q$? For a fixed generator the optimal
    discriminator is $D^*(x) = \frac{p(x)}{p(x) + q(x)}$, and a ticket still costs \$5:

    $$
    \min_G \max_D V(D, G)
      = \mathbb{E}_{x \sim p}[\log D(x)]
    $$

    ```swift parameters
    let steps = 5_000  // enough for three digits
    let rate: Double = 0.1
    ```

    ```swift setup
    let tosses = [1, 0, 1, 1]
    ```

    | coin | $p(\text{heads})$ | `$note` |
    |:-----|------------------:|:-------:|
    | fair | $|x| = 0.5$       | a_b     |

    ```swift
    claim("heads come up", measured: 0.75, atLeast: 0.5)
    ```

    ```quiz
    question: At equilibrium $D(x)$ is
    choices:
      - {text: "$1/2$ everywhere", right: true, because: "Both densities are equal."}
      - {text: "1 on data", because: "Then the generator could still gain."}
    ```

    ## Exercise: the optimum

    Write `optimum`.

    ```swift exercise
    func optimum(_ p: Double, _ q: Double) -> Double {
      0
    }
    ```

    ```swift check
    check(optimum(0.5, 0.25), equals: 2.0 / 3, "a coin at one half against one at a quarter")
    ```

    ```hint
    Which share of all heads is *real*?
    ```

    ```hint 2
    Divide $p$ by the sum.
    ```

    ```swift solution
    func optimum(_ p: Double, _ q: Double) -> Double {
      p / (p + q)
    }
    ```

    ```quiz
    question: The optimum for p = 0.5 and q = 0.25?
    number: 0.6667
    tolerance: 0.001
    because: "It is $p / (p + q)$."
    ```

    What follows goes wrong, and should:

    ```swift raises
    [1, 2][5]
    ```

    Read [the paper](https://arxiv.org/abs/1406.2661).

    """#

  static func lesson() throws -> Lesson { try Lesson(text: text, file: file) }

  /// The smallest front matter there can be, and then `body`.
  static func lesson(body: String) throws -> Lesson {
    try Lesson(text: "---\ntitle: T\nsummary: S\nminutes: 1\n---\n" + body, file: "l.md")
  }
}
