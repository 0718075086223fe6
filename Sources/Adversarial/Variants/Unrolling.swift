import Tensors

/// The discriminator as it will be after some steps of gradient descent, as a function of everything that its loss depends on.
///
///     d_0 = discriminator,   d_(k+1) = d_k - learningRate * gradient of loss at d_k
///
/// An unrolled generator minimises its loss against d_K and differentiates *through* the K steps, that is through how the discriminator will answer:
///
///     valueAndGradient(at: generator) { generator in
///       let fake = generator(latents)
///       let answered = unrolled(discriminator, unrollSteps: 5, learningRate: 1e-3) { discriminator in
///         minimaxDiscriminatorLoss(realLogits: discriminator(real), fakeLogits: discriminator(fake))
///       }
///       return nonSaturatingGeneratorLoss(fakeLogits: answered(fake))
///     }
///
/// The steps are thrown away afterwards; the discriminator's own step is taken as always. If `loss` uses fakes that were made outside the
/// generator's differentiation, the second-order term is missing, and what remains is a generator that plays against a stronger opponent.
///
/// - Parameters:
///   - discriminator: Is not changed.
///   - unrollSteps: K; 0 gives the discriminator back.
///   - learningRate: Of the imagined steps.
///   - loss: The discriminator's, of one batch.
/// - Returns: The discriminator after the steps, still traced by the enclosing differentiation.
/// - Source: Metz et al. 2017, arXiv:1611.02163, section 2.
/// - Deviation: none; plain gradient descent, as the paper writes it.
public func unrolled<Discriminator: Module>(
  _ discriminator: Discriminator, unrollSteps: Int, learningRate: Double, loss: (Discriminator) -> Tensor
) -> Discriminator {
  require(unrollSteps >= 0, "unrolled: \(unrollSteps) steps cannot be taken")
  var answered = discriminator
  for _ in 0..<unrollSteps {
    let slopes = gradient(at: answered, of: loss).parameters
    var index = 0
    answered.forEachParameter { parameter, _ in
      parameter = parameter - slopes[index] * learningRate
      index += 1
    }
  }
  return answered
}
