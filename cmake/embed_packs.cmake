# Writes a C++ source with the text of every rule pack: cmake -DFOLDER=rules/packs -DOUTPUT=packs.cc -P embed_packs.cmake
# A raw string literal holds the text byte for byte; tests/rules/packs_test.cc compares it with the files.
file(GLOB packs ${FOLDER}/*.segue)
list(SORT packs)
set(source "// Generated from rules/packs by cmake/embed_packs.cmake.\n#include \"rules/packs.h\"\n\n")
string(APPEND source "namespace segue::rules {\n\nconst std::vector<Pack>& Packs() {\n")
string(APPEND source "  static const std::vector<Pack> packs = {\n")
foreach(pack ${packs})
  get_filename_component(name ${pack} NAME_WLE)
  file(READ ${pack} text)
  string(APPEND source "      {\"${name}\", R\"segue(${text})segue\"},\n")
endforeach()
string(APPEND source "  };\n  return packs;\n}\n\n}  // namespace segue::rules\n")
file(WRITE ${OUTPUT} "${source}")
