import Datasets
import Foundation
import Tensors
import Testing

@Suite("Folders of PNG images", .serialized)
struct PNGFolderTests {
  private let grey = MadePNG.picture([0, 255, 51, 102, 153, 204], width: 3)
  private let dark = MadePNG.picture([0, 0, 0, 0, 0, 0], width: 3)
  private let color = MadePNG.picture([255, 0, 0, 0, 255, 0, 0, 0, 255] + [UInt8](repeating: 102, count: 9), width: 3, channels: 3)

  private func refusal(_ files: [String: [UInt8]], _ body: (String) throws -> Void) throws -> String? {
    try withFolder(files) { folder in
      do {
        try body(folder)
        return nil
      } catch {
        return "\(error)".replacing(folder, with: "F")
      }
    }
  }

  @Test("folders are classes by name, images come by name, and hidden files and other files are passed over")
  func classes() throws {
    let files = [
      "b/2.png": dark, "b/1.PNG": grey, "a/z.png": dark, "b/._1.png": [1, 2], "b/notes.txt": [3], ".trash/x.png": [4], "README": [5],
    ]
    try withFolder(files) { folder in
      let set = try PNGFolder.load(folder)
      #expect("\(set)" == "3 images of 2x3 in 2 classes")
      #expect(set.names == ["a", "b"] && set.labels == [0, 1, 1])
      let expected: [Double] = [-1, 1, -0.6, -0.2, 0.2, 0.6]
      #expect(zip(set.images.doubles, [Double](repeating: -1, count: 6) + expected).allSatisfy { abs($0 - $1) < 1e-6 })
    }
  }

  @Test("without classes the images come as convolutions take them")
  func unlabelled() throws {
    try withFolder(["2.png": dark, "1.png": grey, "more/3.png": [1]]) { folder in
      let images = try PNGFolder.unlabelled(folder)
      #expect(images.shape == [2, 2, 3, 1])
      #expect(abs(images[0][0][1][0].scalar - 1) < 1e-6 && images[1].doubles.allSatisfy { $0 == -1 })
    }
  }

  @Test("grey and color together are color, unless grey is asked for")
  func channels() throws {
    try withFolder(["1.png": grey, "2.png": color]) { folder in
      let images = try PNGFolder.unlabelled(folder)
      #expect(images.shape == [2, 2, 3, 3])
      #expect(images[1][0][0].doubles == [1, -1, -1] && images[0][0][1].doubles == [1, 1, 1])
      #expect(try PNGFolder.unlabelled(folder, channels: 1).shape == [2, 2, 3, 1])
    }
    let tripled = try withFolder(["1.png": grey]) { folder in try PNGFolder.unlabelled(folder, channels: 3).shape }
    #expect(tripled == [1, 2, 3, 3])
  }

  @Test("what does not fit together or is not there is refused, with what to do")
  func refusals() throws {
    let wide = MadePNG.picture([1, 2, 3, 4], width: 4)
    #expect(
      try refusal(["1.png": grey, "2.png": wide]) { _ = try PNGFolder.unlabelled($0) }
        == "F/2.png: it is 1x4, and F/1.png is 2x3. Bring all images to one size.")
    #expect(
      try refusal(["a.jpg": [1]]) { _ = try PNGFolder.unlabelled($0) }?.hasPrefix("F: there is no PNG image in this folder. Put") == true)
    #expect(try refusal(["1.png": grey]) { _ = try PNGFolder.load($0) }?.contains("PNGFolder.unlabelled") == true)
    #expect(try refusal(["a/1.png": grey, "b/x": []]) { _ = try PNGFolder.load($0) }?.hasPrefix("F/b: there is no PNG image") == true)
    #expect(
      try refusal(["a/1.png": grey, "2.png": grey]) { _ = try PNGFolder.load($0) }?.hasPrefix("F/2.png: it lies beside the folders") == true
    )
    #expect(
      try refusal([:]) { _ = try PNGFolder.load($0 + "/none") }
        == "F/none cannot be read: No such file or directory. Check that the file is there and that you may read it.")
    #expect(
      try refusal(["1.png": grey, "2.png": Array(grey.dropLast())]) { _ = try PNGFolder.unlabelled($0) }?.contains(
        "F/2.png, byte \(grey.count - 1): the file ends") == true)
  }

  @Test("the limit counts all images, before any is unpacked")
  func limit() throws {
    let files = ["1.png": grey, "2.png": grey]
    #expect(try refusal(files) { _ = try PNGFolder.unlabelled($0, limit: 200) } == nil)
    #expect(
      try refusal(files) { _ = try PNGFolder.unlabelled($0, limit: 11) }
        == "F/1.png: this and 1 others of 2x3x1 are more than 11 samples. Take fewer of them, make them smaller, or raise the limit.")
  }

  @Test("a pipe in a picture's place is refused and waited for by nobody")
  func pipe() throws {
    try withFolder(["1.png": grey]) { folder in
      mkfifo("\(folder)/2.png", 0o600)
      #expect(throws: DatasetError.unreadable(path: "\(folder)/2.png", reason: "it is no file")) { try PNGFolder.unlabelled(folder) }
    }
  }
}
