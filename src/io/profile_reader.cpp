// Walks a JSON document beside the entities of a model and fills a household.
#include "io/profile_reader.hpp"

#include <algorithm>

#include "io/json_document.hpp"
#include "io/json_scalar.hpp"
#include "io/say.hpp"
#include "text/utf8.hpp"
#include "text/words.hpp"

namespace entitle::io {
namespace {

using text::Code;
using text::Word;
using value::Kind;

// A key that no name can be is not repeated whole.
void append_token(std::string& pointer, std::string_view key) {
  constexpr std::size_t longest_key = 80;
  pointer += '/';
  for (const char c : text::clipped(key, longest_key)) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
}

class Reader {
 public:
  Reader(const Intake& intake, const JsonDocument& json, text::Report& report, ProfileForm form,
         ReadProfile& out)
      : intake_(intake),
        model_(intake.model()),
        json_(json),
        report_(report),
        form_(form),
        out_(out) {}

  void read() {
    if (json_[0].kind != JsonKind::object) {
      report_.report(Code::profile_not_object, json_.place(json_[0]), {word_of(json_[0].kind)});
      return;
    }
    record(0, model::EntityId{0}, 0);
  }

 private:
  /// Goes one step down while a value is read: to a key, or to an element by its number.
  class Step {
   public:
    Step(Reader& reader, std::string_view key) : Step(reader) { key_ = key; }
    Step(Reader& reader, std::uint32_t number) : Step(reader) { number_ = number; }
    ~Step() { innermost_ = above_; }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

    void append_to(std::string& path) const {
      if (above_ != nullptr) above_->append_to(path);
      append_token(path, number_ == none ? key_ : std::to_string(number_));
    }

   private:
    explicit Step(Reader& reader) : innermost_(reader.innermost_), above_(reader.innermost_) {
      innermost_ = this;
    }

    const Step*& innermost_;
    const Step* above_;
    std::string_view key_;
    std::uint32_t number_ = none;
  };

  text::Draft tell(Code code, text::Place place, const text::Arguments& arguments) {
    text::Draft draft = report_.report(code, place, arguments);
    std::string path;
    if (innermost_ != nullptr) innermost_->append_to(path);
    draft.path(path);
    return draft;
  }

  text::Draft tell(const Refusal& refusal, text::Place place) {
    text::Draft draft = tell(refusal.code, place, refusal.arguments);
    if (!refusal.suggestion.empty()) draft.help(Word::help_did_you_mean, {refusal.suggestion});
    return draft;
  }

  void record(std::uint32_t object, model::EntityId entity, std::uint32_t row) {
    const model::Entity& declared = model_[entity];
    std::vector<std::uint32_t> seen_facts(declared.facts.size(), none);
    std::vector<std::uint32_t> seen_collections(declared.collections.size(), none);
    std::uint32_t seen_key = none;
    json_.for_children(object, [&](std::uint32_t child) {
      const std::string_view key = json_.key(json_[child]);
      const Step step(*this, key);
      if (form_.keyed && !key.empty() && (key == declared.name.en || key == declared.name.zh)) {
        if (once(seen_key, child)) row_key(child, entity, row);
        return;
      }
      const Slot* slot = intake_.vocabulary().find(entity, key);
      if (slot == nullptr) {
        if (key == "receives" || key == "领取")
          records(child, entity, row);
        else if (!entity.index && (key == "facts_as_of" || key == "情况截至"))
          facts_as_of(child);
        else if (!form_.ignore_extra)
          unknown_key(child, entity, key);
        return;
      }
      if (!once((slot->is_collection ? seen_collections : seen_facts)[slot->position], child))
        return;
      if (slot->is_collection)
        collection(child, *slot, entity, row);
      else
        fact(child, *slot, entity, row);
    });
  }

  /// Whether a key stands in its object for the first time.
  bool once(std::uint32_t& seen, std::uint32_t child) {
    if (seen == none) {
      seen = child;
      return true;
    }
    tell(Code::profile_duplicate_key, json_.key_place(json_[child]), {json_.key(json_[child])})
        .label(json_.key_place(json_[seen]), Word::label_first_here);
    return false;
  }

  /// What a table calls this row: a text or a number, as it is written.
  void row_key(std::uint32_t at, model::EntityId entity, std::uint32_t row) {
    const JsonValue& value = json_[at];
    if (value.kind == JsonKind::null) return;
    if (value.kind != JsonKind::string && value.kind != JsonKind::number) {
      tell(Code::profile_wrong_type, json_.place(value),
           {json_.key(value), Word::json_string, word_of(value.kind)});
      return;
    }
    std::vector<std::string>& keys = out_.keys[entity.index];
    keys.resize(row + 1);
    keys[row] = json_.text(value);
  }

  void unknown_key(std::uint32_t child, model::EntityId entity, std::string_view key) {
    text::Draft draft = tell(Code::profile_unknown_key, json_.key_place(json_[child]),
                             {key, name_argument(model_[entity])});
    if (const std::string near = intake_.vocabulary().suggest_name(entity, key); !near.empty())
      draft.help(Word::help_did_you_mean, {near});
    else if (const model::EntityId other = intake_.vocabulary().declared_elsewhere(entity, key);
             other.valid())
      draft.help(Word::help_belongs_to, {name_argument(model_[other])});
  }

  void facts_as_of(std::uint32_t at) {
    const JsonValue& value = json_[at];
    if (value.kind == JsonKind::null) return;
    const bool is_text = value.kind == JsonKind::string;
    const std::optional<Date> day = is_text ? Date::parse(json_.text(value)) : std::nullopt;
    if (day)
      out_.household.facts_as_of = day;
    else if (is_text)
      tell(Code::profile_bad_date, json_.place(value), {json_.key(value), json_.text(value)});
    else
      tell(Code::profile_wrong_type, json_.place(value),
           {json_.key(value), Word::json_string, word_of(value.kind)});
  }

  // Records: {"dibao": true, "tekun": {"amount": "450", "since": "2021-03"}}.

  void records(std::uint32_t at, model::EntityId entity, std::uint32_t row) {
    if (json_[at].kind == JsonKind::null) return;
    if (json_[at].kind != JsonKind::object) {
      tell(Code::profile_wrong_type, json_.place(json_[at]),
           {json_.key(json_[at]), Word::json_object, word_of(json_[at].kind)})
          .help(Word::help_record_forms);
      return;
    }
    std::vector<std::pair<model::RuleId, std::uint32_t>> seen;
    json_.for_children(at, [&](std::uint32_t child) {
      const std::string_view key = json_.key(json_[child]);
      const Step step(*this, key);
      const model::RuleId program = intake_.vocabulary().record(entity, key);
      if (!program.valid()) {
        if (const auto owner = intake_.vocabulary().owner_of_record(key); owner.valid()) {
          tell(Code::profile_wrong_key, json_.key_place(json_[child]), {key})
              .help(Word::help_record_at, {key, name_argument(model_[owner])});
          return;
        }
        text::Draft draft = tell(Code::unknown_program, json_.key_place(json_[child]), {key});
        if (const std::string near = intake_.vocabulary().suggest_record(entity, key);
            !near.empty())
          draft.help(Word::help_did_you_mean, {near});
        return;
      }
      for (const auto& [other, first] : seen)
        if (other == program) {
          tell(Code::profile_duplicate_key, json_.key_place(json_[child]), {key})
              .label(json_.key_place(json_[first]), Word::label_first_here);
          return;
        }
      seen.emplace_back(program, child);
      one_record(child, program, entity, row);
    });
  }

  run::Cell& cell_of(model::FactId fact, model::EntityId entity, std::uint32_t row,
                     std::uint32_t& position) {
    const std::vector<model::FactId>& facts = model_[entity].facts;
    position = static_cast<std::uint32_t>(std::ranges::find(facts, fact) - facts.begin());
    return out_.household.entities[entity.index][row].cells[position];
  }

  void one_record(std::uint32_t at, model::RuleId program, model::EntityId entity,
                  std::uint32_t row) {
    const model::Rule& rule = model_[program];
    Slot slot;
    slot.fact = rule.received;
    run::Cell& cell = cell_of(slot.fact, entity, row, slot.position);
    bool detailed = false;
    if (json_[at].kind == JsonKind::object)
      json_.for_children(at, [&](std::uint32_t child) {
        detailed = detailed || json_.key(json_[child]) != "unknown";
      });
    if (!detailed) {
      fact(at, slot, entity, row);
      return;
    }
    cell.given = true;
    cell.truth = value::Truth::T;
    out_.places.push_back({entity, row, slot.position, json_[at].span});
    json_.for_children(at, [&](std::uint32_t child) {
      const std::string_view key = json_.key(json_[child]);
      const Step step(*this, key);
      if ((key == "since" || key == "自") && json_[child].kind == JsonKind::string) {
        cell.text = json_.text(json_[child]);
      } else if ((key == "amount" || key == "金额") && rule.received_amount.valid()) {
        Slot of_amount;
        of_amount.fact = rule.received_amount;
        cell_of(of_amount.fact, entity, row, of_amount.position);
        fact(child, of_amount, entity, row);
      } else {
        tell(Code::profile_wrong_key, json_.key_place(json_[child]), {key})
            .help(Word::help_record_forms);
      }
    });
  }

  // Facts.

  void fact(std::uint32_t at, const Slot& slot, model::EntityId entity, std::uint32_t row) {
    run::Cell& cell = out_.household.entities[entity.index][row].cells[slot.position];
    const JsonValue& value = json_[at];
    switch (value.kind) {
      case JsonKind::null:
        return;
      case JsonKind::object:
        fact_object(at, slot.fact, cell);
        break;
      case JsonKind::array:
        tell(intake_.wrong_type(slot.fact, Word::json_array), json_.place(value))
            .help(intake_.forms_of(slot.fact));
        break;
      default:
        if (const Refused refused = scalar(value, slot.fact, cell))
          tell_scalar(*refused, value, slot.fact);
    }
    if (cell.given) out_.places.push_back({entity, row, slot.position, value.span});
  }

  Refused scalar(const JsonValue& value, model::FactId fact, run::Cell& cell) const {
    return read_scalar(intake_, fact, {value.kind, value.yes, json_.text(value)}, cell);
  }

  void tell_scalar(const Refusal& refusal, const JsonValue& value, model::FactId fact) {
    text::Draft draft = tell(refusal.code, json_.place(value), refusal.arguments);
    const Kind kind = model_[fact].type.kind;
    if (!refusal.suggestion.empty())
      draft.help(Word::help_did_you_mean, {refusal.suggestion});
    else if (refusal.code != Code::profile_wrong_type)
      return;
    else if (kind == Kind::yes_no)
      draft.help(Word::help_boolean);
    else if (kind == Kind::text || kind == Kind::choice || kind == Kind::date)
      draft.help(Word::help_choice_text);
    else
      draft.help(intake_.number_form(fact));
  }

  void fact_object(std::uint32_t at, model::FactId fact, run::Cell& cell) {
    const Form form = form_of(at);
    switch (form.kind) {
      case Form::unknown:
        unknown(form.first, fact, cell);
        break;
      case Form::range:
        range(form, fact, cell);
        break;
      case Form::one_of:
        one_of(form.first, fact, cell);
        break;
      case Form::none:
        tell(intake_.wrong_type(fact, Word::json_object), json_.place(json_[at]))
            .help(intake_.forms_of(fact));
        break;
      case Form::broken:
        break;
    }
  }

  struct Form {
    enum Kind : std::uint8_t { none, broken, unknown, range, one_of } kind = none;
    std::uint32_t first = 0;   // unknown, one_of, min
    std::uint32_t second = 0;  // max
  };

  // Which of the special forms an object is; keys that do not belong to it are reported.
  Form form_of(std::uint32_t object) {
    Form form;
    json_.for_children(object, [&](std::uint32_t child) {
      const std::string_view key = json_.key(json_[child]);
      Form::Kind kind = Form::none;
      if (key == "unknown") kind = Form::unknown;
      if (key == "min" || key == "max") kind = Form::range;
      if (key == "one_of") kind = Form::one_of;
      std::uint32_t& slot = key == "max" ? form.second : form.first;
      if (kind == Form::none || form.kind == Form::broken ||
          (form.kind != Form::none && form.kind != kind)) {
        const Step step(*this, key);
        tell(Code::profile_wrong_key, json_.key_place(json_[child]), {key})
            .help(Word::help_given_forms);
        form.kind = Form::broken;
      } else if (slot != 0) {
        const Step step(*this, key);
        tell(Code::profile_duplicate_key, json_.key_place(json_[child]), {key})
            .label(json_.key_place(json_[slot]), Word::label_first_here);
        form.kind = Form::broken;
      } else {
        form.kind = kind;
        slot = child;
      }
    });
    return form;
  }

  void unknown(std::uint32_t at, model::FactId, run::Cell& cell) {
    const Step step(*this, "unknown");
    const JsonValue& why = json_[at];
    if (why.kind != JsonKind::string) {
      tell(Code::profile_wrong_type, json_.place(why),
           {"unknown", Word::json_string, word_of(why.kind)})
          .help(Word::help_given_forms);
      return;
    }
    if (const Refused refused = Intake::unknown(json_.text(why), cell))
      tell(*refused, json_.place(why));
  }

  void range(const Form& form, model::FactId fact, run::Cell& cell) {
    if (!model_[fact].type.is_ordered()) {
      const std::uint32_t at = form.first != 0 ? form.first : form.second;
      tell(intake_.wrong_type(fact, Word::json_range), json_.key_place(json_[at]));
      return;
    }
    std::optional<std::int64_t> ends[2];
    bool good = true;
    for (const int i : {0, 1}) {
      const std::uint32_t at = i == 0 ? form.first : form.second;
      if (at == 0 || json_[at].kind == JsonKind::null) continue;
      const Step step(*this, i == 0 ? "min" : "max");
      run::Cell alone;
      if (const Refused refused = scalar(json_[at], fact, alone)) {
        tell_scalar(*refused, json_[at], fact);
        good = false;
      } else {
        // "1964" as the latest day is its last one.
        ends[i] = i == 0 ? alone.number.lo : alone.number.hi;
      }
    }
    if (!good) return;
    const std::uint32_t at = form.second != 0 ? form.second : form.first;
    if (const Refused refused = intake_.interval(fact, ends[0], ends[1], cell))
      tell(*refused, json_.place(json_[at]));
  }

  void one_of(std::uint32_t list, model::FactId fact, run::Cell& cell) {
    const Step step(*this, "one_of");
    if (model_[fact].type.kind != Kind::choice) {
      tell(intake_.wrong_type(fact, Word::json_choices), json_.place(json_[list]));
      return;
    }
    if (json_[list].kind != JsonKind::array || json_.count_children(list) == 0) {
      tell(Code::profile_wrong_type, json_.place(json_[list]),
           {"one_of", Word::json_nonempty_list, word_of(json_[list].kind)})
          .help(Word::help_given_forms);
      return;
    }
    std::vector<std::string_view> words;
    bool good = true;
    std::uint32_t number = 0;
    json_.for_children(list, [&](std::uint32_t child) {
      const Step element(*this, number++);
      run::Cell alone;
      if (const Refused refused = scalar(json_[child], fact, alone)) {
        tell_scalar(*refused, json_[child], fact);
        good = false;
      } else {
        words.push_back(json_.text(json_[child]));
      }
    });
    if (!good) return;
    if (const Refused refused = intake_.one_of(fact, words, cell))
      tell(*refused, json_.place(json_[list]));
  }

  // Collections.

  void collection(std::uint32_t at, const Slot& slot, model::EntityId entity, std::uint32_t row) {
    const JsonValue& value = json_[at];
    if (value.kind == JsonKind::null) return;
    if (value.kind == JsonKind::array) {
      elements(at, slot, entity, row, true);
      return;
    }
    if (value.kind != JsonKind::object) {
      tell(Code::profile_wrong_type, json_.place(value),
           {name_argument(model_[slot.collection]), Word::json_array, word_of(value.kind)})
          .help(Word::help_collection_forms);
      return;
    }
    std::uint32_t known = 0;
    std::uint32_t complete = 0;
    std::uint32_t unknown = 0;
    json_.for_children(at, [&](std::uint32_t child) {
      const std::string_view key = json_.key(json_[child]);
      std::uint32_t* seen = nullptr;
      if (key == "known") seen = &known;
      if (key == "complete") seen = &complete;
      if (key == "unknown") seen = &unknown;
      const Step step(*this, key);
      if (seen == nullptr)
        tell(Code::profile_wrong_key, json_.key_place(json_[child]), {key})
            .help(Word::help_collection_forms);
      else if (*seen != 0)
        tell(Code::profile_duplicate_key, json_.key_place(json_[child]), {key})
            .label(json_.key_place(json_[*seen]), Word::label_first_here);
      else
        *seen = child;
    });
    if (unknown != 0 && known == 0 && complete == 0) return;
    bool is_complete = false;
    if (complete != 0) {
      const Step step(*this, "complete");
      if (json_[complete].kind != JsonKind::boolean)
        tell(Code::profile_wrong_type, json_.place(json_[complete]),
             {"complete", Word::json_boolean, word_of(json_[complete].kind)})
            .help(Word::help_collection_forms);
      is_complete = json_[complete].yes;
    }
    if (known == 0 || json_[known].kind != JsonKind::array) {
      const JsonValue& wrong = known == 0 ? value : json_[known];
      tell(Code::profile_wrong_type, json_.place(wrong),
           {name_argument(model_[slot.collection]), Word::json_array, word_of(wrong.kind)})
          .help(Word::help_collection_forms);
      return;
    }
    const Step step(*this, "known");
    elements(known, slot, entity, row, is_complete);
  }

  void elements(std::uint32_t list, const Slot& slot, model::EntityId entity, std::uint32_t row,
                bool complete) {
    const model::Collection& collection = model_[slot.collection];
    const std::uint32_t count = json_.count_children(list);
    if (count > collection.most || (complete && count < collection.least)) {
      tell(Code::profile_collection_size, json_.place(json_[list]),
           {name_argument(collection), count, size_argument(collection)});
      if (count > collection.most) return;
    }
    out_.household.entities[entity.index][row].listings[slot.position] =
        complete ? run::Listing::complete : run::Listing::part;
    std::uint32_t number = 0;
    json_.for_children(list, [&](std::uint32_t child) {
      const Step step(*this, number++);
      const std::uint32_t element = out_.household.add(model_, slot.collection, row);
      const JsonValue& value = json_[child];
      if (value.kind == JsonKind::object)
        record(child, collection.element, element);
      else if (value.kind != JsonKind::null)
        tell(Code::profile_wrong_type, json_.place(value),
             {name_argument(model_[collection.element]), Word::json_object, word_of(value.kind)});
    });
  }

  static constexpr std::uint32_t none = 0xFFFF'FFFF;
  const Intake& intake_;
  const model::Model& model_;
  const JsonDocument& json_;
  text::Report& report_;
  ProfileForm form_;
  ReadProfile& out_;
  const Step* innermost_ = nullptr;
};

}  // namespace

std::optional<ReadProfile> read_profile(const Intake& intake, const text::SourceSet& sources,
                                        text::FileId file, text::Report& report, ProfileForm form,
                                        std::string* key_of_household) {
  const std::size_t errors = report.error_count();
  const std::optional<JsonDocument> json = JsonDocument::parse(sources, file, report);
  if (!json) return std::nullopt;
  ReadProfile out{run::Household(intake.model()), {}, {}};
  out.keys.resize(intake.model().entities.size());
  Reader(intake, *json, report, form, out).read();
  if (key_of_household != nullptr && !out.keys[0].empty()) *key_of_household = out.keys[0][0];
  if (report.error_count() != errors) return std::nullopt;
  return out;
}

std::string row_path(const model::Model& model, const run::Household& household,
                     model::EntityId entity, std::uint32_t row) {
  const model::CollectionId collection = model[entity].collection;
  if (!collection.valid()) return {};
  const std::vector<run::Row>& rows = household.entities[entity.index];
  const std::uint32_t parent = rows[row].parent;
  std::uint32_t number = 0;
  for (std::uint32_t before = 0; before < row; ++before)
    number += rows[before].parent == parent ? 1 : 0;
  std::string path = row_path(model, household, model[entity].parent, parent);
  append_token(path, model[collection].key());
  append_token(path, std::to_string(number));
  return path;
}

}  // namespace entitle::io
