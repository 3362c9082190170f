// Writes diagnostics as a JSON list: for editors, and for whoever shows a form's mistakes beside
// its fields.
#include <string>
#include <vector>

#include "entitle/diagnostic.hpp"
#include "entitle/ruleset.hpp"
#include "io/json_writer.hpp"

namespace entitle {
inline namespace v0 {
namespace {

std::string_view key(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

void write(io::JsonWriter& json, const Label& label) {
  json.begin_object();
  json.key("file").string(label.file);
  json.key("begin").number(label.begin);
  json.key("end").number(label.end);
  json.key("line").number(label.line);
  json.key("column").number(label.column);
  json.key("end_line").number(label.end_line);
  json.key("end_column").number(label.end_column);
  json.key("primary").boolean(label.primary);
  if (!label.text.empty()) json.key("text").string(label.text);
  json.end_object();
}

}  // namespace

std::string to_json(const std::vector<Diagnostic>& diagnostics, unsigned indent) {
  io::JsonWriter json(indent);
  json.begin_array();
  for (const Diagnostic& diagnostic : diagnostics) {
    json.begin_object();
    json.key("code").string(diagnostic.code);
    json.key("severity").string(key(diagnostic.severity));
    json.key("message").string(diagnostic.message);
    if (!diagnostic.help.empty()) json.key("help").string(diagnostic.help);
    if (!diagnostic.notes.empty()) {
      json.key("notes").begin_array();
      for (const std::string& note : diagnostic.notes) json.string(note);
      json.end_array();
    }
    if (!diagnostic.path.empty()) json.key("path").string(diagnostic.path);
    json.key("places").begin_array();
    for (const Label& label : diagnostic.labels) write(json, label);
    json.end_array();
    json.end_object();
  }
  json.end_array();
  return json.take();
}

}  // namespace v0
}  // namespace entitle
