// How a page in HTML looks: light and dark, on a phone, on paper. Everything is below `.entitle`,
// so that it changes nothing of a notebook around it.
#pragma once

#include <string_view>

namespace entitle::render {

inline constexpr std::string_view html_style = R"(
.entitle { --ink: #1b1b1b; --paper: #fff; --faint: #5c5c5c; --line: #d7d7d7; --mark: #00558c;
  color: var(--ink); background: var(--paper); max-width: 60rem; margin: 0 auto; padding: 1rem;
  font: 16px/1.5 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { .entitle { --ink: #e6e6e6; --paper: #1b1b1b; --faint: #a8a8a8; --line: #454545;
  --mark: #7cc4f5; } body:has(> .entitle) { background: #1b1b1b; } }
.entitle h1 { font-size: 1.3rem; margin: .6rem 0 0; }
.entitle h2 { font-size: 1.05rem; margin: 0; display: inline; }
.entitle .rules, .entitle .right { color: var(--faint); font-size: .9em; }
.entitle .rules { margin: 0 0 1rem; }
.entitle p { margin: .5rem 0; }
.entitle ul { list-style: none; margin: 0; padding-left: 1.2rem; }
.entitle .page > ul, .entitle .part > ul { padding-left: 0; }
.entitle li { margin: .25rem 0; }
.entitle .mark { color: var(--mark); font-weight: bold; }
.entitle .part { border-top: 1px solid var(--line); padding: .5rem 0; }
.entitle summary { cursor: pointer; }
.entitle summary:focus-visible, .entitle input:focus-visible + label { outline: 2px solid var(--mark); outline-offset: 2px; }
.entitle .table { overflow-x: auto; }
.entitle table { border-collapse: collapse; width: 100%; }
.entitle td:first-child, .entitle th { white-space: nowrap; }
.entitle .part td:first-child { white-space: normal; }
.entitle th, .entitle td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; color: inherit;
  background: none; border-bottom: 1px solid var(--line); font-size: 1em; }
.entitle > input { position: absolute; opacity: 0; pointer-events: none; }
.entitle > label { cursor: pointer; margin-right: 1rem; color: var(--faint); }
.entitle > input:checked + label { color: var(--ink); font-weight: bold; border-bottom: 2px solid var(--mark); }
.entitle > .page { display: none; }
.entitle > .to-zh:checked ~ .zh, .entitle > .to-en:checked ~ .en { display: block; }
@media print { .entitle { color: #000; background: none; max-width: none; padding: 0; } .entitle > label { display: none; }
  .entitle details::details-content { content-visibility: visible; height: auto; } .entitle li { break-inside: avoid; } }
)";

}  // namespace entitle::render
