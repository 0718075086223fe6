import Datasets
import Tensors
import Testing

@Suite("MNIST's files", .serialized)
struct MNISTTests {
  /// Three images of 1x2 and their labels.
  private let images: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 51, 102, 153, 204]
  private let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 3, 4, 0, 9]

  private func load(_ images: [UInt8], _ labels: [UInt8], names: [String]? = nil) throws -> LabelledImages {
    try withFolder(["i": images, "l": labels]) { try MNIST.load(images: "\($0)/i", labels: "\($0)/l", names: names) }
  }

  private func refusal(_ images: [UInt8], _ labels: [UInt8], names: [String]? = nil) -> String? {
    do { _ = try load(images, labels, names: names); return nil } catch { return "\(error)" }
  }

  @Test("bytes become -1 to 1, and the classes are as many as the largest label needs")
  func goodFiles() throws {
    let set = try load(images, labels)
    #expect("\(set)" == "3 images of 1x2 in 10 classes")
    #expect(set.labels == [4, 0, 9])
    let expected = [-1, 1, -0.6, -0.2, 0.2, 0.6]
    #expect(zip(set.images.doubles, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test("a folder's files are found under both published names")
  func folder() throws {
    let files = ["train-images-idx3-ubyte": images, "train-labels.idx1-ubyte": labels]
    try withFolder(files) { folder in
      let set = try MNIST.load(folder, names: MNIST.fashionNames)
      #expect(set.names[set.labels[2]] == "ankle boot")
      #expect(throws: DatasetError.self) { try MNIST.load(folder, part: .test) }
    }
  }

  @Test("four dimensions are images with channels")
  func channels() throws {
    let set = try load(
      [0, 0, 8, 4, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255], [0, 0, 8, 1, 0, 0, 0, 1, 0])
    #expect("\(set)" == "1 images of 1x2x3 in 1 classes")
    #expect(set.channelsLast.shape == [1, 1, 2, 3])
    #expect(abs(set.channelsLast[0][0][1][2].scalar - 1) < 1e-6)
    #expect(set.subset([0, 0]).channels == 3)
  }

  @Test("files that do not belong together are refused")
  func mismatches() {
    #expect(refusal(labels, images)?.contains("images have 3 or 4 dimensions, and this file has 1. Exchange the files") == true)
    #expect(refusal(images, images)?.contains("labels have 1 dimension, and this file has 3. Exchange the files") == true)
    #expect(refusal(images, [0, 0, 8, 1, 0, 0, 0, 2, 4, 0])?.contains("2 labels for the 3 images of") == true)
    #expect(refusal(images, labels, names: ["a", "b"])?.contains("l, byte 8: label 4 of image 0 lies outside the 2 classes") == true)
  }
}
