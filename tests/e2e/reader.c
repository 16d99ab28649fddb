// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "e2e/reader.h"

#include "support/test-wait.h"

#include <atspi/atspi.h>
#include <gio/gio.h>
#include <signal.h>

#define MAX_DEPTH   24
#define MAX_CHOICES 8

/* The left Ctrl key of every keyboard that X knows. */
#define CONTROL_CODE 37

struct _Reader {
  GSubprocess *launcher;
  guint watch;
  gboolean owned;
};

typedef gboolean (*Visit) (AtspiAccessible *accessible, const char *name, gpointer data);

static void
on_name_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/**
 * reader_start:
 *
 * Starts the accessibility bus on the session bus of the test; call it before the
 * program to look at.
 *
 * Returns: (transfer full): the reader
 */
Reader *
reader_start (void)
{
  Reader *self = g_new0 (Reader, 1);
  AtspiAccessible *desktop;
  g_autoptr (GError) error = NULL;

  self->launcher = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, AT_SPI_BUS_LAUNCHER,
                                     "--launch-immediately", NULL);
  g_assert_no_error (error);
  self->watch = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.a11y.Bus", G_BUS_NAME_WATCHER_FLAGS_NONE,
                                  on_name_appeared, NULL, &self->owned, NULL);
  test_wait_for (self->owned, 10000);
  atspi_init ();
  /* What the screen shows now, not what it showed when it was asked first. */
  desktop = atspi_get_desktop (0);
  atspi_accessible_set_cache_mask (desktop, ATSPI_CACHE_NONE);
  g_object_unref (desktop);

  return self;
}

/**
 * reader_stop:
 * @self: (transfer full): the reader
 *
 * Ends the accessibility bus.
 */
void
reader_stop (Reader *self)
{
  atspi_exit ();
  g_bus_unwatch_name (self->watch);
  g_subprocess_send_signal (self->launcher, SIGTERM);
  g_subprocess_wait (self->launcher, NULL, NULL);
  g_object_unref (self->launcher);
  g_free (self);
}

/* libatspi has no cleanup functions for g_autoptr(): "owned" holds what it hands over.
 *
 * Depth first; stops at the first for which @visit returns TRUE. Widgets come and go while we look:
 * no answer means gone. */
static gboolean
walk (AtspiAccessible *accessible, int depth, Visit visit, gpointer data)
{
  g_autofree char *name = NULL;
  int count;

  if (accessible == NULL || depth > MAX_DEPTH)
    return FALSE;

  name = atspi_accessible_get_name (accessible, NULL);
  if (name != NULL && visit (accessible, name, data))
    return TRUE;

  count = atspi_accessible_get_child_count (accessible, NULL);
  for (int i = 0; i < count; i++) {
    AtspiAccessible *child = atspi_accessible_get_child_at_index (accessible, i, NULL);
    g_autoptr (GObject) owned = (GObject *) child;

    if (walk (child, depth + 1, visit, data))
      return TRUE;
  }

  return FALSE;
}

static gboolean
walk_all (Visit visit, gpointer data)
{
  AtspiAccessible *desktop = atspi_get_desktop (0);
  g_autoptr (GObject) owned = (GObject *) desktop;

  return walk (desktop, 0, visit, data);
}

typedef struct {
  const char *name;
  AtspiStateType state;
  gboolean result;
  gboolean press;
  char *description;
} Query;

static gboolean
has_state (AtspiAccessible *accessible, AtspiStateType state)
{
  AtspiStateSet *states = atspi_accessible_get_state_set (accessible);
  g_autoptr (GObject) owned = (GObject *) states;

  return states != NULL && atspi_state_set_contains (states, state);
}

static gboolean
visit_named (AtspiAccessible *accessible, const char *name, gpointer data)
{
  Query *query = data;

  if (!g_str_equal (name, query->name) || !has_state (accessible, ATSPI_STATE_VISIBLE))
    return FALSE;

  if (query->press) {
    AtspiAction *action = atspi_accessible_get_action_iface (accessible);
    g_autoptr (GObject) owned = (GObject *) action;

    /* A label may bear the same name as the button around it. */
    if (action == NULL || atspi_action_get_n_actions (action, NULL) < 1)
      return FALSE;
    query->result = atspi_action_do_action (action, 0, NULL);
  } else if (query->description != NULL) {
    query->description = atspi_accessible_get_description (accessible, NULL);
    query->result = TRUE;
  } else {
    query->result = has_state (accessible, query->state);
  }

  return query->result;
}

static gboolean
ask (const char *name, AtspiStateType state)
{
  Query query = { .name = name, .state = state };

  return walk_all (visit_named, &query) && query.result;
}

/* Is there anything visible of that name? */
gboolean
reader_has (Reader *self, const char *name)
{
  return ask (name, ATSPI_STATE_VISIBLE);
}

gboolean
reader_is_showing (Reader *self, const char *name)
{
  return ask (name, ATSPI_STATE_SHOWING);
}

gboolean
reader_is_checked (Reader *self, const char *name)
{
  return ask (name, ATSPI_STATE_CHECKED) || ask (name, ATSPI_STATE_PRESSED);
}

gboolean
reader_is_sensitive (Reader *self, const char *name)
{
  return ask (name, ATSPI_STATE_SENSITIVE);
}

/* Is there a window of that name that has the keyboard? */
gboolean
reader_is_active (Reader *self, const char *name)
{
  return ask (name, ATSPI_STATE_ACTIVE);
}

gboolean
reader_is_focused (Reader *self, const char *name)
{
  return ask (name, ATSPI_STATE_FOCUSED);
}

char *
reader_dup_description (Reader *self, const char *name)
{
  Query query = { .name = name, .description = (char *) "" };

  return walk_all (visit_named, &query) ? query.description : NULL;
}

/**
 * reader_press:
 * @self: the reader
 * @name: the accessible name of a button
 *
 * Does the first action of the first visible thing of that name that has one.
 *
 * Returns: whether it was found and did it
 */
gboolean
reader_press (Reader *self, const char *name)
{
  Query query = { .name = name, .press = TRUE };

  return walk_all (visit_named, &query) && query.result;
}

static gboolean
visit_entry (AtspiAccessible *accessible, const char *name, gpointer data)
{
  AtspiEditableText *text;
  g_autoptr (GObject) owned = NULL;

  if (!has_state (accessible, ATSPI_STATE_SHOWING) || !has_state (accessible, ATSPI_STATE_EDITABLE))
    return FALSE;

  text = atspi_accessible_get_editable_text_iface (accessible);
  owned = (GObject *) text;

  return text != NULL && atspi_editable_text_set_text_contents (text, data, NULL);
}

/* Types into the first text entry that is showing. */
gboolean
reader_type (Reader *self, const char *text)
{
  return walk_all (visit_entry, (gpointer) text);
}

typedef struct {
  const char *name;
  int choose; /* -1: only look */
  int chosen;
} Choice;

static gboolean
visit_choice (AtspiAccessible *accessible, const char *name, gpointer data)
{
  Choice *choice = data;
  AtspiSelection *selection;
  g_autoptr (GObject) owned = NULL;

  if (!g_str_equal (name, choice->name) || !has_state (accessible, ATSPI_STATE_SHOWING))
    return FALSE;

  selection = atspi_accessible_get_selection_iface (accessible);
  owned = (GObject *) selection;
  if (selection == NULL)
    return FALSE;
  if (choice->choose >= 0)
    return atspi_selection_select_child (selection, choice->choose, NULL);

  for (int i = 0; choice->chosen < 0 && i < MAX_CHOICES; i++)
    if (atspi_selection_is_child_selected (selection, i, NULL))
      choice->chosen = i;

  return TRUE;
}

/**
 * reader_choose:
 * @self: the reader
 * @name: the accessible name of a combo box
 * @index: which of its items, from 0
 *
 * Returns: whether it was found and took it
 */
gboolean
reader_choose (Reader *self, const char *name, int index)
{
  Choice choice = { .name = name, .choose = index };

  return walk_all (visit_choice, &choice);
}

/* Which item a combo box shows, from 0; -1 for none, or when there is no such box. */
int
reader_get_choice (Reader *self, const char *name)
{
  Choice choice = { .name = name, .choose = -1, .chosen = -1 };

  walk_all (visit_choice, &choice);

  return choice.chosen;
}

/**
 * reader_key:
 * @self: the reader
 * @symbol: a key symbol, as X has it
 * @control: whether Ctrl is held
 *
 * Types on the keyboard of the display, for whatever window has it.
 */
void
reader_key (Reader *self, guint symbol, gboolean control)
{
  if (control)
    g_assert_true (atspi_generate_keyboard_event (CONTROL_CODE, NULL, ATSPI_KEY_PRESS, NULL));
  g_assert_true (atspi_generate_keyboard_event (symbol, NULL, ATSPI_KEY_SYM, NULL));
  if (control)
    g_assert_true (atspi_generate_keyboard_event (CONTROL_CODE, NULL, ATSPI_KEY_RELEASE, NULL));
}

static gboolean
visit_print (AtspiAccessible *accessible, const char *name, gpointer data)
{
  g_autofree char *role = atspi_accessible_get_role_name (accessible, NULL);

  if (name[0] != '\0' && has_state (accessible, ATSPI_STATE_SHOWING))
    g_string_append_printf (data, "[%s] %s\n", role, name);

  return FALSE;
}

/* All that is showing, a line a thing: role and name. */
char *
reader_dup_everything (Reader *self)
{
  GString *text = g_string_new (NULL);

  walk_all (visit_print, text);

  return g_string_free (text, FALSE);
}
