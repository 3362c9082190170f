// What a model asks and gives, as the public Description.
#pragma once

#include "entitle/description.hpp"
#include "model/model.hpp"

namespace entitle::io {

Description describe(const model::Model& model);

}  // namespace entitle::io
