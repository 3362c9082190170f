// Says single values and citations for whoever lays out a page of his own.
#include "render/layout.hpp"
#include "render/phrases.hpp"

namespace entitle {
inline namespace v0 {
namespace {

std::string untied(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const bool tied = text.compare(at, render::tie.size(), render::tie) == 0;
    plain += tied ? ' ' : text[at];
    at += tied ? render::tie.size() : 1;
  }
  return plain;
}

}  // namespace

std::string to_text(const Value& value, Language language) {
  const Determination none;
  return untied(render::Phrases(none, language).value(value));
}

std::string to_text(const CitationRef& citation, Language language) {
  const Determination none;
  return untied(render::Phrases(none, language).citation(citation));
}

}  // namespace v0
}  // namespace entitle
