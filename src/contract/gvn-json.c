/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/gvn-error.h"
#include "contract/gvn-json.h"

#define TEXT_MAX 500

struct _GvnJson
{
  GPtrArray *nodes; /* JsonNode *, borrowed: where we are, the root first; NULL below a fault */
  GPtrArray *parts; /* char *, the path's parts */
  GError *fault;
};

/**
 * gvn_json_new:
 * @root: (transfer none): must outlive the reader
 */
GvnJson *
gvn_json_new (JsonNode *root)
{
  GvnJson *self = g_new0 (GvnJson, 1);

  self->nodes = g_ptr_array_new ();
  self->parts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->nodes, root);
  g_ptr_array_add (self->parts, g_strdup ("$"));

  return self;
}

void
gvn_json_free (GvnJson *self)
{
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->parts);
  g_clear_error (&self->fault);
  g_free (self);
}

/**
 * gvn_json_finish:
 *
 * Returns: %FALSE with %GVN_ERROR_INVALID, the path and the reason, when
 *   anything read so far was wrong
 */
gboolean
gvn_json_finish (GvnJson *self, GError **error)
{
  if (self->fault == NULL)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->fault));
  return FALSE;
}

/**
 * gvn_json_fault:
 *
 * Keeps a fault at the present path; the first one stays.
 */
void
gvn_json_fault (GvnJson *self, const char *format, ...)
{
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *reason = NULL;
  va_list arguments;

  if (self->fault != NULL)
    return;

  for (guint i = 0; i < self->parts->len; i++)
    g_string_append (path, self->parts->pdata[i]);
  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* Translators: a place in a file, as $.bodies[3].code, then what is wrong there */
  self->fault = g_error_new (GVN_ERROR, GVN_ERROR_INVALID, _ ("%s: %s"), path->str, reason);
}

static JsonNode *
current (GvnJson *self)
{
  return self->nodes->pdata[self->nodes->len - 1];
}

static JsonObject *
current_object (GvnJson *self)
{
  JsonNode *node = current (self);

  if (node == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  gvn_json_fault (self, _ ("an object is expected here"));
  return NULL;
}

static void
push (GvnJson *self, JsonNode *node, char *part)
{
  g_ptr_array_add (self->nodes, node);
  g_ptr_array_add (self->parts, part);
}

/**
 * gvn_json_enter:
 *
 * Returns: whether @member exists; to be left by gvn_json_leave() in any case
 */
gboolean
gvn_json_enter (GvnJson *self, const char *member)
{
  JsonObject *object = current_object (self);
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  push (self, node, g_strconcat (".", member, NULL));
  if (node == NULL && object != NULL)
    gvn_json_fault (self, _ ("is missing: add it"));

  return node != NULL;
}

/**
 * gvn_json_enter_array:
 *
 * Returns: how many elements @member has, 0 after a fault; to be left by
 *   gvn_json_leave()
 */
guint
gvn_json_enter_array (GvnJson *self, const char *member)
{
  if (!gvn_json_enter (self, member))
    return 0;
  if (JSON_NODE_HOLDS_ARRAY (current (self)))
    return json_array_get_length (json_node_get_array (current (self)));

  gvn_json_fault (self, _ ("a list is expected here"));
  return 0;
}

void
gvn_json_enter_element (GvnJson *self, guint index)
{
  push (self, json_array_get_element (json_node_get_array (current (self)), index), g_strdup_printf ("[%u]", index));
}

void
gvn_json_leave (GvnJson *self)
{
  g_ptr_array_set_size (self->nodes, (int) self->nodes->len - 1);
  g_ptr_array_set_size (self->parts, (int) self->parts->len - 1);
}

gboolean
gvn_json_has (GvnJson *self, const char *member)
{
  JsonObject *object = current_object (self);

  return object != NULL && json_object_has_member (object, member);
}

/**
 * gvn_json_allow_members:
 * @members: (array zero-terminated=1): all the members the object may have; one
 *   that nobody reads is a fault, for it is most often misspelt
 */
void
gvn_json_allow_members (GvnJson *self, const char *const *members)
{
  JsonObject *object = current_object (self);
  JsonObjectIter iterator;
  const char *name;

  if (object == NULL)
    return;

  json_object_iter_init (&iterator, object);
  while (json_object_iter_next (&iterator, &name, NULL))
    if (!g_strv_contains (members, name))
      /* Translators: %s is a name found in the file */
      gvn_json_fault (self, _ ("“%s” is not known here: remove or correct it"), name);
}

static const char *
read_string (GvnJson *self)
{
  JsonNode *node = current (self);
  const char *text;

  if (node == NULL)
    return "";
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      gvn_json_fault (self, _ ("a text is expected here"));
      return "";
    }

  text = json_node_get_string (node);
  if (*text == '\0')
    gvn_json_fault (self, _ ("a text is expected, this one is empty"));
  else if (strlen (text) > TEXT_MAX)
    gvn_json_fault (self, _ ("this text is longer than %d bytes: shorten it"), TEXT_MAX);

  return text;
}

/**
 * gvn_json_string:
 *
 * Returns: (transfer none): the text, never empty; "" after a fault
 */
const char *
gvn_json_string (GvnJson *self, const char *member)
{
  const char *text;

  gvn_json_enter (self, member);
  text = read_string (self);
  gvn_json_leave (self);

  return text;
}

/**
 * gvn_json_optional_string:
 *
 * Returns: (transfer none) (nullable): the text, %NULL when there is none
 */
const char *
gvn_json_optional_string (GvnJson *self, const char *member)
{
  return gvn_json_has (self, member) ? gvn_json_string (self, member) : NULL;
}

const char *
gvn_json_choice (GvnJson *self, const char *member, const char *const *choices)
{
  const char *text;

  gvn_json_enter (self, member);
  text = read_string (self);
  if (!g_strv_contains (choices, text))
    {
      g_autofree char *known = g_strjoinv (", ", (char **) choices);

      /* Translators: a value found in a file, then those it may take */
      gvn_json_fault (self, _ ("“%s” is none of %s"), text, known);
      text = choices[0];
    }
  gvn_json_leave (self);

  return text;
}

int
gvn_json_int (GvnJson *self, const char *member, int min, int max)
{
  gint64 value = min;

  if (gvn_json_enter (self, member))
    {
      JsonNode *node = current (self);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
        gvn_json_fault (self, _ ("a whole number is expected here"));
      else
        value = json_node_get_int (node);
      if (value < min || value > max)
        gvn_json_fault (self, _ ("a number between %d and %d is expected here"), min, max);
    }
  gvn_json_leave (self);

  return (int) CLAMP (value, min, max);
}

/**
 * gvn_json_bool:
 *
 * Returns: the value; %FALSE when the member is absent
 */
gboolean
gvn_json_bool (GvnJson *self, const char *member)
{
  gboolean value = FALSE;

  if (!gvn_json_has (self, member))
    return FALSE;

  gvn_json_enter (self, member);
  if (!JSON_NODE_HOLDS_VALUE (current (self)) || json_node_get_value_type (current (self)) != G_TYPE_BOOLEAN)
    gvn_json_fault (self, _ ("true or false is expected here"));
  else
    value = json_node_get_boolean (current (self));
  gvn_json_leave (self);

  return value;
}

/**
 * gvn_json_time:
 *
 * Returns: a time of day written "14:00", in minutes
 */
int
gvn_json_time (GvnJson *self, const char *member)
{
  int hours = 0, minutes = 0;
  const char *text;

  gvn_json_enter (self, member);
  text = read_string (self);
  if (strlen (text) != 5 || text[2] != ':' || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1])
      || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]))
    gvn_json_fault (self, _ ("“%s” is not a time: write it as 14:00"), text);
  else
    {
      hours = (text[0] - '0') * 10 + text[1] - '0';
      minutes = (text[3] - '0') * 10 + text[4] - '0';
      if (hours > 23 || minutes > 59)
        gvn_json_fault (self, _ ("“%s” is not a time of day"), text);
    }
  gvn_json_leave (self);

  return CLAMP (hours * 60 + minutes, 0, GVN_MINUTES_PER_DAY - 1);
}
