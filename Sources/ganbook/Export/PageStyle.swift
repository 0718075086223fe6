/// How an exported page looks: one column that fits a phone, dark where the reader's screen is.
enum PageStyle {
  static let css = """
    :root { --ink: #1f2328; --paper: #ffffff; --faint: #59636e; --line: #d1d9e0; --ground: #f6f8fa; --accent: #0550ae; --good: #116329; --bad: #a40e26; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e6edf3; --paper: #0d1117; --faint: #9198a1; --line: #3d444d; --ground: #161b22; --accent: #79c0ff; --good: #56d364; --bad: #ff9492; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink); font: 1.05rem/1.6 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
    main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
    h1, h2, h3 { line-height: 1.25; margin: 2rem 0 .8rem; }
    a { color: var(--accent); }
    pre, code { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: .88em; }
    code { background: var(--ground); padding: .1em .3em; border-radius: 4px; }
    pre { background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .8rem; overflow-x: auto; line-height: 1.45; margin: .6rem 0; }
    pre code { background: none; padding: 0; font-size: inherit; }
    .cell { margin: 1.2rem 0; }
    .cell > pre:first-child { border-left: 4px solid var(--accent); }
    .output { background: none; border-style: none none none solid; border-radius: 0; border-width: 4px; color: var(--faint); white-space: pre-wrap; }
    .error { color: var(--bad); border-color: var(--bad); }
    figure { margin: .8rem 0; text-align: center; }
    img { max-width: 100%; height: auto; background: #ffffff; border-radius: 4px; }
    .wide, .formula { overflow-x: auto; }
    .formula { margin: 1rem 0; }
    table { border-collapse: collapse; font-size: .92em; }
    th, td { border-bottom: 1px solid var(--line); padding: .35rem .7rem .35rem 0; text-align: left; vertical-align: top; }
    blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid var(--line); color: var(--faint); }
    details { margin: .8rem 0; }
    summary { cursor: pointer; color: var(--accent); }
    .quiz { border: 1px solid var(--line); border-radius: 6px; padding: .2rem 1rem; margin: 1.2rem 0; }
    .choice { margin: .3rem 0; }
    .label { margin: 1.2rem 0 .2rem; font-weight: 600; color: var(--faint); }
    .note, .notice { border-left: 4px solid var(--accent); padding-left: .8rem; color: var(--faint); }
    .verdict { margin: .4rem 0; }
    .good { color: var(--good); font-weight: 600; }
    .bad { color: var(--bad); font-weight: 600; }
    .open { color: var(--faint); font-weight: 600; }
    .keyword { color: #8250df; font-weight: 600; } .type { color: var(--accent); } .call { color: var(--ink); } .number { color: var(--accent); }
    .string { color: var(--bad); } .comment { color: var(--faint); font-style: italic; }
    @media (prefers-color-scheme: dark) { .keyword { color: #d2a8ff; } }
    footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--faint); font-size: .85rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; }
    dd { margin: 0; overflow-wrap: anywhere; }
    @media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } h1 { font-size: 1.6rem; } }
    @media print { details { display: block; } pre { white-space: pre-wrap; } }
    """
}
