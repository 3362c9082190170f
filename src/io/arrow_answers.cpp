// What is handed out holds what it needs, so that a consumer may keep a child and release the rest.
#include "io/arrow_answers.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "io/answer_words.hpp"

namespace entitle::io {

struct ArrowNames {
  explicit ArrowNames(const std::vector<std::string>& names) {
    offsets.push_back(0);
    for (const std::string& name : names) {
      bytes += name;
      offsets.push_back(static_cast<std::int32_t>(bytes.size()));
    }
  }
  std::vector<std::int32_t> offsets;
  std::string bytes;
};

namespace {

constexpr std::size_t alignment = arrow_alignment;
const char* format_of(ArrowForm form) {
  switch (form) {
    case ArrowForm::text:
      return "u";
    case ArrowForm::code8:
      return "c";
    case ArrowForm::code32:
      return "i";
    case ArrowForm::amount64:
      return "l";
    case ArrowForm::amount128:
      return "d:19,4";
    case ArrowForm::flag:
      return "b";
    case ArrowForm::row32:
      return "I";
    case ArrowForm::row64:
      return "L";
  }
  return "n";
}

/// A copy of a block that begins at an aligned place.
class AlignedBlock {
 public:
  explicit AlignedBlock(std::string_view bytes)
      : bytes_(static_cast<char*>(
            ::operator new (std::max<std::size_t>(1, bytes.size()), std::align_val_t{alignment}))) {
    std::memcpy(bytes_, bytes.data(), bytes.size());
  }
  AlignedBlock(const AlignedBlock&) = delete;
  AlignedBlock& operator=(const AlignedBlock&) = delete;
  ~AlignedBlock() { ::operator delete (bytes_, std::align_val_t{alignment}); }

  std::uint64_t number() {
    std::uint64_t read = 0;
    std::memcpy(&read, bytes_ + at_, sizeof(read));
    at_ += sizeof(read);
    return read;
  }
  const void* buffer() {
    const std::uint64_t size = number();
    at_ += (alignment - at_ % alignment) % alignment;
    const char* const begin = bytes_ + at_;
    at_ += size;
    at_ += (8 - at_ % 8) % 8;
    return begin;
  }

 private:
  char* bytes_;
  std::size_t at_ = 0;
};

// What is handed out: every array and schema holds what it needs, so that a consumer may keep a
// child and release what it came in.

template <class Struct>
struct Parts {
  std::vector<std::unique_ptr<Struct>> children;
  std::vector<Struct*> pointers;
  std::unique_ptr<Struct> dictionary;
  std::vector<const void*> buffers;
  std::shared_ptr<const void> keep;

  void release_all() {
    for (const std::unique_ptr<Struct>& child : children)
      if (child->release != nullptr) child->release(child.get());
    if (dictionary && dictionary->release != nullptr) dictionary->release(dictionary.get());
  }
};

template <class Struct>
void release(Struct* what) {
  const std::unique_ptr<Parts<Struct>> parts(static_cast<Parts<Struct>*>(what->private_data));
  parts->release_all();
  what->release = nullptr;
  what->private_data = nullptr;
}

template <class Struct>
void hold(Struct& out, std::unique_ptr<Parts<Struct>> parts) {
  for (const std::unique_ptr<Struct>& child : parts->children)
    parts->pointers.push_back(child.get());
  out.n_children = static_cast<std::int64_t>(parts->children.size());
  out.children = parts->pointers.data();
  out.dictionary = parts->dictionary.get();
  out.release = release<Struct>;
  out.private_data = parts.release();
}

void fill_schema(ArrowSchema& out, const char* format, const char* name, std::int64_t flags,
                 std::unique_ptr<Parts<ArrowSchema>> parts) {
  out = {};
  out.format = format;
  out.name = name;
  out.flags = flags;
  hold(out, std::move(parts));
}

void fill_array(ArrowArray& out, std::int64_t rows, std::int64_t nulls,
                std::unique_ptr<Parts<ArrowArray>> parts) {
  out = {};
  out.length = rows;
  out.null_count = nulls;
  out.n_buffers = static_cast<std::int64_t>(parts->buffers.size());
  out.buffers = parts->buffers.data();
  hold(out, std::move(parts));
}

std::unique_ptr<ArrowArray> array_of(const std::shared_ptr<const ArrowNames>& names) {
  auto made = std::make_unique<ArrowArray>();
  auto parts = std::make_unique<Parts<ArrowArray>>();
  parts->buffers = {nullptr, names->offsets.data(), names->bytes.data()};
  parts->keep = names;
  fill_array(*made, static_cast<std::int64_t>(names->offsets.size()) - 1, 0, std::move(parts));
  return made;
}

}  // namespace

ArrowRows::ArrowRows(const Ruleset& ruleset, const std::vector<std::string>& lines, bool hits,
                     bool amounts_as_int64)
    : hits_(hits), lines_(lines), statuses_(status_words()) {
  ProgramWords words(ruleset);
  for (const std::string_view period : words.periods) periods_.push_back(period_code(period));
  if (!hits) words.keys.insert(words.keys.end(), lines.begin(), lines.end());
  const auto programs = std::make_shared<const ArrowNames>(words.keys);
  const ArrowForm amount = amounts_as_int64 ? ArrowForm::amount64 : ArrowForm::amount128;
  if (hits) {
    fields_ = {{"program", ArrowForm::code32, false, programs},
               {"household_row", ArrowForm::row64, false},
               {"recipient_row", ArrowForm::row32, false},
               {"amount", amount, true}};
    return;
  }
  fields_ = {{"household", ArrowForm::text, false},
             {"recipient", ArrowForm::text, true},
             {"program", ArrowForm::code32, false, programs},
             {"status", ArrowForm::code8, false, std::make_shared<const ArrowNames>(statuses_)},
             {"amount_min", amount, true},
             {"amount_max", amount, true},
             {"period", ArrowForm::code8, true,
              std::make_shared<const ArrowNames>(
                  std::vector<std::string>(std::begin(period_words), std::end(period_words)))},
             {"criterion", ArrowForm::text, true},
             {"recorded", ArrowForm::flag, true},
             {"recorded_amount", amount, true}};
}

void ArrowRows::schema(ArrowSchema& out) const {
  auto parts = std::make_unique<Parts<ArrowSchema>>();
  for (const ArrowField& field : fields_) {
    auto of = std::make_unique<Parts<ArrowSchema>>();
    if (field.names) {
      of->dictionary = std::make_unique<ArrowSchema>();
      fill_schema(*of->dictionary, "u", "", 0, std::make_unique<Parts<ArrowSchema>>());
    }
    auto child = std::make_unique<ArrowSchema>();
    fill_schema(*child, format_of(field.form), field.name, field.nullable ? ARROW_FLAG_NULLABLE : 0,
                std::move(of));
    parts->children.push_back(std::move(child));
  }
  fill_schema(out, "+s", "", 0, std::move(parts));
}

void ArrowRows::write(const BatchPiece& piece, std::string& block) const {
  hits_ ? hits(piece, block) : answers(piece, block);
}

void ArrowRows::hits(const BatchPiece& piece, std::string& block) const {
  std::vector<BlockColumn> columns = block_columns(fields_);
  for (const BatchAnswer& answer : piece.answers()) {
    if (!answer.status.is(Status::qualifies) || answer.not_listed || !answer.line.empty()) continue;
    columns[0].number(static_cast<std::int32_t>(answer.program));
    columns[1].number(answer.household_row);
    columns[2].number(answer.recipient_number);
    columns[3].amount(answer.least);
  }
  finish_block(columns, block);
}

std::int32_t ArrowRows::code_of(const BatchAnswer& answer) const {
  if (answer.line.empty()) return static_cast<std::int32_t>(answer.program);
  const auto line = std::ranges::find(lines_, answer.line) - lines_.begin();
  return static_cast<std::int32_t>(periods_.size()) + static_cast<std::int32_t>(line);
}

std::uint8_t ArrowRows::period_of(const BatchAnswer& answer) const {
  if (answer.line.empty()) return periods_[answer.program];
  return answer.least || answer.most ? period_code(period_word(answer.line_period)) : no_period;
}

void ArrowRows::answers(const BatchPiece& piece, std::string& block) const {
  std::vector<BlockColumn> columns = block_columns(fields_);
  std::string scratch;
  const auto text_or_null = [](BlockColumn& column, std::string_view text) {
    text.empty() ? column.null() : column.text(text);
  };
  for (const BatchAnswer& answer : piece.answers()) {
    columns[0].text(answer.household);
    text_or_null(columns[1], recipient_word(answer, scratch));
    columns[2].number(code_of(answer));
    columns[3].number(static_cast<std::int8_t>(std::ranges::find(statuses_, status_word(answer)) -
                                               statuses_.begin()));
    columns[4].amount(answer.least);
    columns[5].amount(answer.most);
    const std::uint8_t period = period_of(answer);
    if (answer.status.has(Status::qualifies) && period != no_period)
      columns[6].number(static_cast<std::int8_t>(period));
    else
      columns[6].null();
    text_or_null(columns[7], criterion_word(answer));
    answer.recorded ? columns[8].flag(*answer.recorded) : columns[8].null();
    columns[9].amount(answer.recorded_amount);
  }
  finish_block(columns, block);
}

void ArrowRows::record_batch(std::string_view block, ArrowArray& out) const {
  const auto bytes = std::make_shared<AlignedBlock>(block);
  const auto rows = static_cast<std::int64_t>(bytes->number());
  std::vector<std::int64_t> nulls;
  for (std::size_t f = 0; f < fields_.size(); ++f)
    nulls.push_back(static_cast<std::int64_t>(bytes->number()));
  auto parts = std::make_unique<Parts<ArrowArray>>();
  parts->buffers = {nullptr};
  for (std::size_t f = 0; f < fields_.size(); ++f) {
    auto of = std::make_unique<Parts<ArrowArray>>();
    of->keep = bytes;
    for (int b = 0; b < (fields_[f].form == ArrowForm::text ? 3 : 2); ++b)
      of->buffers.push_back(bytes->buffer());
    if (nulls[f] == 0) of->buffers.front() = nullptr;
    if (fields_[f].names) of->dictionary = array_of(fields_[f].names);
    auto child = std::make_unique<ArrowArray>();
    fill_array(*child, rows, nulls[f], std::move(of));
    parts->children.push_back(std::move(child));
  }
  fill_array(out, rows, 0, std::move(parts));
}

}  // namespace entitle::io
