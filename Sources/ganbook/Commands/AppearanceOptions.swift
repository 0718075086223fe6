import ArgumentParser
import Terminal

/// What every command that prints shares.
struct AppearanceOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never. With auto, FORCE_COLOR, NO_COLOR and CLICOLOR are heeded.")
  var color: ColorChoice?

  @Flag(help: "For screen readers: no colours, no drawn lines, nothing redrawn, pictures in words. GANBOOK_PLAIN=1 does the same.")
  var plain = false
}

extension ColorChoice: ExpressibleByArgument {}
