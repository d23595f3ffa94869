# Write commit.c, which says which commit the command is built from.
# Usage: cmake -D SOURCE=DIR -D OUTPUT=FILE [-D GIT=PROGRAM] -P commit.cmake
cmake_minimum_required(VERSION 3.21)
set(commit unknown)
if(GIT)
  execute_process(COMMAND ${GIT} describe --always --dirty --abbrev=12 --exclude=*
                  WORKING_DIRECTORY ${SOURCE} OUTPUT_VARIABLE described
                  RESULT_VARIABLE failed OUTPUT_STRIP_TRAILING_WHITESPACE
                  ERROR_QUIET)
  if(NOT failed)
    set(commit ${described})
  endif()
endif()
# Only when it changed, so that nothing is built again for nothing.
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT
"#include \"version.h\"

const char version_commit[] = \"${commit}\";
")
