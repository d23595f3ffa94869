# Debian packages, by "cpack -G DEB" in a build tree: libxw0, libxw-dev, xw.
# What they hold is said by the COMPONENT of each install().
set(CPACK_PACKAGE_NAME xw)
set(CPACK_PACKAGE_VENDOR Crosswalk)
set(CPACK_PACKAGE_CONTACT "Crosswalk maintainers <maintainers@crosswalk.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
  WORLD_READ WORLD_EXECUTE)

set(CPACK_COMPONENTS_ALL library development)
if(NOT BUILD_SHARED_LIBS)
  list(REMOVE_ITEM CPACK_COMPONENTS_ALL library)
endif()
if(XW_BUILD_CLI)
  list(APPEND CPACK_COMPONENTS_ALL command)
endif()
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR})
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)

set(about
"Crosswalk tells which controls of one standard or law a control of another
satisfies, how sure that is, and by which published mappings.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libxw${XW_SOVERSION})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
file(CONFIGURE OUTPUT debian/shlibs CONTENT
  "libxw @XW_SOVERSION@ libxw@XW_SOVERSION@ (>= @PROJECT_VERSION@)\n" @ONLY)
file(STRINGS ${exports} symbols)
list(TRANSFORM symbols PREPEND " ")
list(TRANSFORM symbols APPEND "@XW_${XW_SOVERSION} ${PROJECT_VERSION}\n")
list(JOIN symbols "" symbols)
file(WRITE ${PROJECT_BINARY_DIR}/debian/symbols
"libxw.so.${XW_SOVERSION} libxw${XW_SOVERSION} #MINVER#
* Build-Depends-Package: libxw-dev
 XW_${XW_SOVERSION}@XW_${XW_SOVERSION} ${PROJECT_VERSION}
${symbols}")
file(CONFIGURE OUTPUT debian/triggers CONTENT "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA
  ${PROJECT_BINARY_DIR}/debian/shlibs ${PROJECT_BINARY_DIR}/debian/symbols
  ${PROJECT_BINARY_DIR}/debian/triggers)
set(CPACK_COMPONENT_LIBRARY_DESCRIPTION
"cross-framework compliance control mapping (library)
${about}
.
This package holds the library, and a Python module that loads it.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libxw-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
# pkg-config looks up what Requires.private names even for shared linking.
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
"libcsv-dev, libjansson-dev, libpcre2-dev, libxxhash-dev, libyaml-dev, libzstd-dev")
if(BUILD_SHARED_LIBS)
  string(PREPEND CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "libxw${XW_SOVERSION} (= ${PROJECT_VERSION}), ")
endif()
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
"cross-framework compliance control mapping (development files)
${about}
.
This package holds what programs that use the library are built with.")
set(CPACK_DEBIAN_COMMAND_PACKAGE_NAME xw)
set(CPACK_DEBIAN_COMMAND_PACKAGE_SECTION utils)
if(NOT XW_STATIC_COMMAND AND BUILD_SHARED_LIBS)
  set(CPACK_DEBIAN_COMMAND_PACKAGE_DEPENDS
    "libxw${XW_SOVERSION} (= ${PROJECT_VERSION})")
endif()
set(CPACK_COMPONENT_COMMAND_DESCRIPTION
"cross-framework compliance control mapping
${about}
.
This package holds the command, and a graph of frameworks and mappings.")

# What Debian wants beside the files themselves.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_BINARY_DIR}/debian/files.cmake)
configure_file(cmake/debian/files.cmake.in debian/files.cmake @ONLY)
include(CPack)
