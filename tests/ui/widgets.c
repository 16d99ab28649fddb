// SPDX-FileCopyrightText: 2026 The Kettle authors
// SPDX-License-Identifier: GPL-3.0-or-later

#define G_LOG_DOMAIN "kettle-tests"

#include "config.h"

#include "ui/widgets.h"

/**
 * widgets_find_below:
 * @root: where to begin
 * @type: what it is
 * @name: (nullable): its accessible name; %NULL for any
 *
 * Looks depth first, and only at what is shown.
 *
 * Returns: (transfer none) (nullable): the first such widget
 */
GtkWidget *
widgets_find_below (GtkWidget *root, GType type, const char *name)
{
  g_autoptr (GList) children = NULL;
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type)
      && (name == NULL
          || g_strcmp0 (atk_object_get_name (gtk_widget_get_accessible (root)), name) == 0))
    return root;

  if (GTK_IS_CONTAINER (root))
    children = gtk_container_get_children (GTK_CONTAINER (root));
  for (GList *l = children; l != NULL && found == NULL; l = l->next)
    found = widgets_find_below (l->data, type, name);

  return found;
}
