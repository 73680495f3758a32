// The data behind a picture: for the script that draws it, and as a table for everybody else.
#pragma once

#include <string>
#include <vector>

#include "adapters/html/page.h"

namespace segue::html {

/// One JSON array for all pictures of a page, fit to stand inside a script element whatever the texts hold.
std::string PicturesJson(const std::vector<const Picture*>& pictures, Language language);

Table TableOf(const Picture& picture, Language language);

}  // namespace segue::html
